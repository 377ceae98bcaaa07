package io.connectdomo.sink.record;

/** {@code schemaless.number.type}: which columns are created for numbers that no schema describes. */
public enum SchemalessNumbers {
    /** Whole or not, now or later: a number is a DECIMAL. */
    DECIMAL,
    /** Whole numbers are LONG, others DOUBLE, as far as the records show that wait for the column. */
    LONG_OR_DOUBLE
}
