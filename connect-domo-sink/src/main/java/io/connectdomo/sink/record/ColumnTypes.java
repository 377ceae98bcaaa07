package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/** The column type that a field is created with (contract.md 2.4). */
public final class ColumnTypes {
    private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.LONG, ColumnType.DOUBLE, ColumnType.DECIMAL);

    private ColumnTypes() {}

    /** Of a field that is described by a schema. */
    static ColumnType ofSchema(Schema schema) {
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

    /** Of a field that only its value describes, which is not null. */
    static ColumnType ofValue(Object value, SchemalessNumbers numbers) {
        if (!(value instanceof Number number)) {
            return ColumnType.STRING;
        }
        return numbers == SchemalessNumbers.DECIMAL ? ColumnType.DECIMAL : ofNumber(number);
    }

    /** The same of a part of the key: what counts rows stays a LONG, whatever other numbers become. */
    static ColumnType ofKey(Object value, SchemalessNumbers numbers) {
        return value instanceof Number number && ofNumber(number) == ColumnType.LONG
                ? ColumnType.LONG
                : ofValue(value, numbers);
    }

    private static ColumnType ofNumber(Number value) {
        if (value instanceof Double || value instanceof Float) {
            return ColumnType.DOUBLE;
        } else if (value instanceof BigInteger whole) {
            return whole.bitLength() < Long.SIZE ? ColumnType.LONG : ColumnType.DECIMAL;
        }
        return value instanceof BigDecimal ? ColumnType.DECIMAL : ColumnType.LONG;
    }

    /** The type that holds what both hold: of two kinds of number the wider one, of other kinds the text. */
    public static ColumnType common(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        if (!NUMBERS.contains(one) || !NUMBERS.contains(other)) {
            return ColumnType.STRING;
        }
        return one == ColumnType.DECIMAL || other == ColumnType.DECIMAL ? ColumnType.DECIMAL : ColumnType.DOUBLE;
    }
}
