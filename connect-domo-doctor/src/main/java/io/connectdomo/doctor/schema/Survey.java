package io.connectdomo.doctor.schema;

import io.connectdomo.common.dataset.AutoCreation;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The DataSet that the first record makes, and what later records ask for beyond it: a task creates once, and what comes afterwards has
 * to fit.
 */
final class Survey {
    private static final int MOST_TROUBLES = 10;

    private final AutoCreation.OfTopic creation;
    private final Map<String, ColumnType> columns = new LinkedHashMap<>();
    private final Map<String, ColumnType> missing = new LinkedHashMap<>();
    private final Map<String, ColumnType> otherwise = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private AutoCreation.Draft draft;
    private String madeFrom;
    private int records;

    Survey(AutoCreation.OfTopic creation) {
        this.creation = creation;
    }

    void look(SinkRecord record) {
        records++;
        try {
            creation.draft(record).ifPresent(wanted -> compare(record, wanted));
        } catch (DataException errant) {
            trouble(errant.getMessage());
        }
    }

    /** A record that no converter could read. */
    void unreadable(int partition, long offset, String why) {
        records++;
        trouble("Record " + partition + "-" + offset + " could not be read: " + why);
    }

    private void compare(SinkRecord record, AutoCreation.Draft wanted) {
        if (draft == null) {
            draft = wanted;
            madeFrom = record.kafkaPartition() + "-" + record.kafkaOffset();
            wanted.schema().columns().forEach(column -> columns.put(column.name(), column.type()));
            return;
        }
        for (Column column : wanted.schema().columns()) {
            ColumnType type = columns.get(column.name());
            if (type == null) {
                missing.putIfAbsent(column.name(), column.type());
            } else if (type != column.type()) {
                otherwise.putIfAbsent(column.name(), column.type());
            }
        }
    }

    private void trouble(String what) {
        if (troubles.size() < MOST_TROUBLES) {
            troubles.add(what);
        }
    }

    /** The DataSet; empty where no record told. */
    Optional<AutoCreation.Draft> draft() {
        return Optional.ofNullable(draft);
    }

    /** Partition and offset of the record that it was made from. */
    String madeFrom() {
        return madeFrom;
    }

    int records() {
        return records;
    }

    /** Fields of later records that the DataSet has no column for, as they would be created. */
    Map<String, ColumnType> missing() {
        return missing;
    }

    /** Columns that a later record would have been created with another type for. */
    Map<String, ColumnType> otherwise() {
        return otherwise;
    }

    /** Errant records, the first of them. */
    List<String> troubles() {
        return troubles;
    }

    boolean allFit() {
        return missing.isEmpty() && troubles.isEmpty();
    }
}
