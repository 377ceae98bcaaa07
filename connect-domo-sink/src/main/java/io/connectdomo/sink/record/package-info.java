/**
 * From a {@code SinkRecord} to one CSV line of a DataSet part, and to the line of its key: the hot path of the sink. Pure
 * functions of record, options and DataSet schema; no I/O, task thread only.
 */
package io.connectdomo.sink.record;
