package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The columns of a DataSet that is created for a topic: those of the key, the fields of the value, the metadata. */
public final class NewColumns {
    private NewColumns() {}

    /**
     * The columns that a record asks for, those of the upsert key marked, key columns first, metadata columns last.
     *
     * @return empty where the record can't tell, such as a tombstone
     * @throws BadRecordException if the record can't become a row whatever the columns are
     */
    public static Optional<List<Column>> of(RecordOptions options, SinkRecord record) throws BadRecordException {
        if (record.value() == null) {
            return Optional.empty();
        }
        Map<String, ColumnType> types = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(options.keyFields());
        if (options.writeMode().isKeyed() && record.key() instanceof Struct key) {
            addFields(key, types);
            if (keys.isEmpty()) {
                keys.addAll(types.keySet());
            }
        }
        if (!(record.value() instanceof Struct value)) {
            throw BadRecordException.of(record, "its value has no fields");
        }
        addFields(value, types);
        for (MetadataColumn metadata : options.metadataColumns()) {
            types.put(metadata.columnName(), metadata.columnType());
        }
        if (options.coordinateKey().isPresent()) {
            CoordinateKey.with(List.of()).forEach(part -> keys.add(part.columnName()));
        }
        return Optional.of(types.entrySet().stream()
                .map(each -> new Column(each.getKey(), each.getValue(), keys.contains(each.getKey())))
                .toList());
    }

    private static void addFields(Struct struct, Map<String, ColumnType> types) {
        Schema schema = struct.schema();
        for (Field field : schema.fields()) {
            types.putIfAbsent(field.name(), ColumnTypes.of(field.schema(), null));
        }
    }
}
