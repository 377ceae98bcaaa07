package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.CoordinateKey;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.WriteMode;
import java.util.List;
import java.util.Optional;

/**
 * What holds for one topic: how its records become rows, and of which DataSet.
 *
 * @param dataSet its id is empty where {@code create} is present
 * @param create present where the DataSet is known by its name, not by its id
 * @param name of use where {@code create} is present
 */
public record TopicSettings(
        RecordOptions record, DataSetSettings dataSet, Optional<NewDataSet> create, NameSource name) {
    /** The DataSet in words that tell it from every other, for messages and to compare topics. */
    public String destination() {
        return create.map(wanted -> "'" + wanted.name() + "'").orElse(dataSet.dataSetId());
    }

    /** Whether a row may take the place of a row of another topic. */
    boolean overwrites() {
        return dataSet.mode() != WriteMode.APPEND;
    }

    /** Whether rows find each other by an upsert key. */
    boolean needsKey() {
        return dataSet.mode().isKeyed() || dataSet.effectivelyOnce();
    }

    /** The upsert key that the DataSet must have, as far as the configuration says; empty where records do. */
    List<String> configuredKey() {
        if (dataSet.effectivelyOnce()) {
            return CoordinateKey.columnNames();
        }
        return dataSet.mode().isKeyed() ? record.keyFields() : List.of();
    }
}
