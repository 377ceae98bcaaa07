package io.connectdomo.sink.record;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How much of the row before a change is known ({@code before.image}). PostgreSQL logs the key alone, unless the table has REPLICA
 * IDENTITY FULL, and Debezium invents values for all other columns that are NOT NULL: the empty text, 0, 1970.
 */
final class RecordBefore {
    private static final String POSTGRESQL = "postgresql";

    private final BeforeImage image;
    private final List<String> keyFields;

    RecordBefore(RecordOptions options) {
        this.image = options.beforeImage();
        this.keyFields = options.keyFields();
    }

    /**
     * The row with NULL in what is not known; null where nothing is.
     *
     * @param before the row as Debezium sends it, a struct or map; null where it does not
     * @param connector Debezium's name of the database, null where the event does not tell
     */
    Object of(SinkRecord record, Object before, String connector) throws UnfitException {
        boolean whole = image == BeforeImage.FULL || (image == BeforeImage.AUTO && !POSTGRESQL.equals(connector));
        if (before == null || whole) {
            return before;
        }
        Set<String> key = keyOf(record);
        if (record.key() == null && key.isEmpty()) {
            // PostgreSQL changes no row of a table without a key, unless its REPLICA IDENTITY is FULL.
            return image == BeforeImage.AUTO ? before : null;
        }
        if (key.stream().noneMatch(name -> has(before, name))) {
            throw UnfitException.record(
                    "its key names no field of the row before the change, so that none of them is known to be"
                            + " what the database logged. Name the key in key.fields, or set before.image=full if the table has REPLICA"
                            + " IDENTITY FULL.");
        }
        return before instanceof Struct struct ? ofStruct(struct, key) : ofMap((Map<?, ?>) before, key);
    }

    private static boolean has(Object before, String name) {
        return before instanceof Struct struct
                ? struct.schema().field(name) != null
                : ((Map<?, ?>) before).containsKey(name);
    }

    private Set<String> keyOf(SinkRecord record) throws UnfitException {
        Misread.requireSchemasRead(record.key(), record.keySchema(), "key");
        Set<String> names = new HashSet<>();
        if (record.key() instanceof Struct struct) {
            struct.schema().fields().forEach(field -> names.add(field.name()));
        } else if (record.key() instanceof Map<?, ?> map) {
            for (Object name : map.keySet()) {
                names.add(MapReader.nameOf(name));
            }
        } else {
            names.addAll(keyFields);
        }
        return names;
    }

    /** Of the same schema, though it may say that a field is never null. */
    private static Struct ofStruct(Struct before, Set<String> key) {
        Struct known = new Struct(before.schema());
        for (Field field : before.schema().fields()) {
            Object value = key.contains(field.name()) ? before.getWithoutDefault(field.name()) : null;
            if (value != null) {
                known.put(field, value);
            }
        }
        return known;
    }

    private static Map<Object, Object> ofMap(Map<?, ?> before, Set<String> key) {
        Map<Object, Object> known = new LinkedHashMap<>();
        before.forEach((name, value) -> known.put(name, key.contains(name) ? value : null));
        return known;
    }
}
