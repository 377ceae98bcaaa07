package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.RecordOptions;
import java.util.Optional;

/**
 * What holds for one topic: how its records become rows, and of which DataSet.
 *
 * @param dataSet its id is empty where {@code create} is present
 * @param create present where the DataSet is known by its name, not by its id
 */
public record TopicSettings(RecordOptions record, DataSetSettings dataSet, Optional<NewDataSet> create) {
    /** The DataSet in words that tell it from every other, for messages and to compare topics. */
    public String destination() {
        return create.map(wanted -> "'" + wanted.name() + "'").orElse(dataSet.dataSetId());
    }
}
