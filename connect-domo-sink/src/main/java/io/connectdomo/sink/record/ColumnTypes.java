package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;

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
        String name = schema.name();
        if (Decimal.LOGICAL_NAME.equals(name)) {
            return ColumnType.DECIMAL;
        } else if (Date.LOGICAL_NAME.equals(name)) {
            return ColumnType.DATE;
        } else if (Timestamp.LOGICAL_NAME.equals(name)) {
            return ColumnType.DATETIME;
        } else if (org.apache.kafka.connect.data.Time.LOGICAL_NAME.equals(name)) {
            return ColumnType.STRING;
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
