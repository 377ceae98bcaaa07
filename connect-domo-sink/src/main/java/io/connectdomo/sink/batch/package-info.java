/** What every kind of destination does with records: batches them, keeps the batches in order, gives them up. */
package io.connectdomo.sink.batch;
