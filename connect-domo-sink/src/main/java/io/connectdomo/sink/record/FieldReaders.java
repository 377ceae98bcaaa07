package io.connectdomo.sink.record;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Chooses the reader of a value or key. */
final class FieldReaders {
    private final StructReader structs;
    private final MapReader maps;
    private final FlatReader flat;

    FieldReaders(Columns columns, RecordOptions options) {
        Placeholder placeholder = Placeholder.of(options.placeholder());
        structs = new StructReader(columns, placeholder);
        maps = new MapReader(columns, placeholder);
        flat = options.nestedFields() == NestedFields.FLATTEN ? new FlatReader(columns, options) : null;
    }

    static boolean hasFields(Object value) {
        return value instanceof Struct || value instanceof Map;
    }

    /** @param value one that {@link #hasFields has fields} */
    FieldReader open(Object value, Schema schema) throws UnfitException {
        if (flat != null) {
            return flat.open(value, schema);
        }
        return value instanceof Struct struct ? structs.open(struct) : maps.open((Map<?, ?>) value, schema);
    }
}
