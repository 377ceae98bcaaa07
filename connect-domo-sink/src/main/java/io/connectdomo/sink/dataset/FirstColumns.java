package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.DraftColumns;
import io.connectdomo.sink.record.NewColumns;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.WholeText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;

/** The columns to create a DataSet with, and what Domo would make of them. */
public final class FirstColumns {
    private FirstColumns() {}

    /** {@link #draftOf} as it is where no other record waits. */
    public static Optional<List<Column>> of(RecordOptions options, SinkRecord record) {
        return draftOf(options, record).map(DraftColumns::columns);
    }

    /**
     * What the record asks for.
     *
     * @return empty where it can't tell, such as a tombstone
     * @throws BadRecordException if no DataSet can hold it
     */
    static Optional<DraftColumns> draftOf(RecordOptions options, SinkRecord record) {
        Optional<DraftColumns> draft = NewColumns.draftOf(options, record);
        draft.ifPresent(wanted -> check(options, record, wanted.columns()));
        return draft;
    }

    private static void check(RecordOptions options, SinkRecord record, List<Column> columns) {
        if (columns.isEmpty()) {
            throw BadRecordException.of(record, "it has no field, so no DataSet can be created from it");
        }
        namesAreUsable(record, columns);
        hasKey(options, record, columns);
        becomesRow(options, record, columns);
    }

    private static void hasKey(RecordOptions options, SinkRecord record, List<Column> columns) {
        if (!options.writeMode().isKeyed()) {
            return;
        }
        Set<String> keys =
                columns.stream().filter(Column::upsertKey).map(Column::name).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            throw BadRecordException.of(
                    record,
                    "the DataSet to be created needs key columns, and neither the record's key nor key.fields names a field"
                            + " that is one");
        }
        for (String field : options.keyFields()) {
            if (!keys.contains(field)) {
                throw BadRecordException.of(record, "it has no field '" + field + "', which key.fields names");
            }
        }
    }

    /** A record that is errant in a DataSet made for it would leave one behind that fits no record. */
    private static void becomesRow(RecordOptions options, SinkRecord record, List<Column> columns) {
        new RecordEncoder(options, new DataSetSchema(columns)).encode(record, new CsvBuffer(), new CsvBuffer());
    }

    /** Domo refuses such a schema, or breaks the DataSet (observed-behaviour.md 1.11). */
    private static void namesAreUsable(SinkRecord record, List<Column> columns) {
        Map<String, String> names = new HashMap<>();
        for (Column column : columns) {
            if (column.name().isBlank()) {
                throw BadRecordException.of(
                        record,
                        "it has a field without a name, and a column needs one: rename the field (ReplaceField)");
            }
            if (!WholeText.is(column.name())) {
                throw BadRecordException.of(
                        record,
                        "a field's name holds half a surrogate pair, and a column's can't: rename the field (ReplaceField)");
            }
            String other = names.put(column.name().toLowerCase(Locale.ROOT), column.name());
            if (other != null) {
                throw BadRecordException.of(
                        record,
                        "its fields '" + other + "' and '" + column.name()
                                + "' would be columns whose names differ by case only,"
                                + " which Domo does not keep apart: rename one with a transformation (ReplaceField), so that the"
                                + " DataSet can be created");
            }
        }
    }
}
