package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.RecordOptions;

/** What holds for one topic: how its records become rows, and of which DataSet. */
public record TopicSettings(RecordOptions record, DataSetSettings dataSet) {}
