package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One name of {@code metadata.columns} and the DataSet column that it fills (contract.md 2.2). */
public enum MetadataColumn {
    /** The record's topic before transformations. */
    TOPIC(ColumnType.STRING),
    /** The record's partition before transformations. */
    PARTITION(ColumnType.LONG),
    /** The record's offset before transformations. */
    OFFSET(ColumnType.LONG),
    /** The record's timestamp, UTC; NULL where it has none. */
    TIMESTAMP(ColumnType.DATETIME),
    /** The record's key: text as it is, bytes as base64, a struct, map or array as JSON; NULL where it has none. */
    KEY(ColumnType.STRING),
    /**
     * The record's headers as a JSON object of name to the list of its values, in their order: {@code
     * {"trace":["a","b"]}}, so that a repeated name loses nothing; NULL where it has none.
     */
    HEADERS(ColumnType.STRING),
    /** Debezium's code of the operation: {@code c}, {@code r}, {@code u} or {@code d}. */
    CDC_OP(ColumnType.STRING),
    /** When the database made the change, UTC; when Debezium processed it where that is unknown. */
    CDC_TS(ColumnType.DATETIME);

    private final ColumnType columnType;

    MetadataColumn(ColumnType columnType) {
        this.columnType = columnType;
    }

    /** The name in {@code metadata.columns}, such as {@code topic}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The exact name of the DataSet's column, such as {@code _kafka_topic} or {@code _cdc_op}. */
    public String columnName() {
        return (isOfEnvelope() ? "_" : "_kafka_") + optionName();
    }

    /** Whether it is told by Debezium's envelope, and so NULL for plain records. */
    public boolean isOfEnvelope() {
        return this == CDC_OP || this == CDC_TS;
    }

    /** The type the column is created with. */
    public ColumnType columnType() {
        return columnType;
    }

    /**
     * The column called {@code optionName} in {@code metadata.columns}.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static MetadataColumn of(String optionName) {
        for (MetadataColumn column : values()) {
            if (column.optionName().equals(optionName)) {
                return column;
            }
        }
        throw new IllegalArgumentException("metadata.columns knows no '" + optionName + "'; allowed are "
                + Arrays.stream(values()).map(MetadataColumn::optionName).collect(Collectors.joining(", ")));
    }

    /** Whether every value of this metadata fits into a column of {@code type}. */
    boolean fits(ColumnType type) {
        return switch (this) {
            case TOPIC, KEY, HEADERS, CDC_OP -> type == ColumnType.STRING;
            case PARTITION, OFFSET -> type != ColumnType.DATE && type != ColumnType.DATETIME;
            case TIMESTAMP, CDC_TS -> type == ColumnType.STRING || type == ColumnType.DATETIME;
        };
    }
}
