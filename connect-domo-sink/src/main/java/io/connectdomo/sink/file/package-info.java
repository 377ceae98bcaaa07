/** Domo files as a destination: records are rolled into files, a roll of one topic-partition each. */
package io.connectdomo.sink.file;
