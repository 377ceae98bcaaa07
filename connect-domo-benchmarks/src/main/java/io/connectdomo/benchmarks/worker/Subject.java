package io.connectdomo.benchmarks.worker;

import io.connectdomo.local.DataSets.Column;
import java.util.List;
import java.util.Map;

/** What a topic is filled with, and how the sink takes it. */
interface Subject {
    String topic();

    /** The same for the same index; null for a record without a key. */
    String key(long index);

    /** The same for the same index. */
    String value(long index);

    /** Of every connector, this sink's and the one that does nothing. */
    Map<String, String> converters();

    /** Of this sink's alone. */
    Map<String, String> sinkConfig();

    /** Of the DataSet. */
    List<Column> columns();

    /** How many rows the first so many records come to, which are one batch. */
    long rows(long records);
}
