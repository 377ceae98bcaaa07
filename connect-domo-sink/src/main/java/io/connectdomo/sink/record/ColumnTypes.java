package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Schema;

/** The column type that a field is created with (contract.md 2.4). */
final class ColumnTypes {
    private ColumnTypes() {}

    /**
     * @param schema null for schemaless data
     * @param value of a schemaless field; null where there is a schema, or where it is null
     */
    static ColumnType of(Schema schema, Object value) {
        return schema == null ? ofValue(value) : ofSchema(schema);
    }

    private static ColumnType ofSchema(Schema schema) {
        SemanticType type = SemanticType.of(schema);
        if (type != null) {
            return type.columnType();
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> ColumnType.LONG;
            case FLOAT32, FLOAT64 -> ColumnType.DOUBLE;
            default -> ColumnType.STRING;
        };
    }

    private static ColumnType ofValue(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ColumnType.DOUBLE;
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            return ColumnType.DECIMAL;
        } else if (value instanceof Number) {
            return ColumnType.LONG;
        }
        return ColumnType.STRING;
    }
}
