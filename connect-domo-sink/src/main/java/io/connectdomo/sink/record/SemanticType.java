package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * What the names of schemas say of values beyond their type: Connect's logical types and Debezium's semantic types. The one
 * table of them; docs/types.md is written from it. Names and encodings are those of Debezium's {@code io.debezium.time} and
 * {@code io.debezium.data} (3.7) and of Kafka's {@code org.apache.kafka.connect.data}.
 */
enum SemanticType {
    DECIMAL(Decimal.LOGICAL_NAME, ColumnType.DECIMAL, Form.PLAIN),
    DATE(Date.LOGICAL_NAME, ColumnType.DATE, SemanticForms::connectDate),
    TIME(Time.LOGICAL_NAME, ColumnType.STRING, SemanticForms::connectTime),
    TIMESTAMP(Timestamp.LOGICAL_NAME, ColumnType.DATETIME, SemanticForms::connectTimestamp),

    DEBEZIUM_DATE("io.debezium.time.Date", ColumnType.DATE, SemanticForms::days),
    MILLI_TIME("io.debezium.time.Time", ColumnType.STRING, SemanticForms::milliTime),
    MICRO_TIME("io.debezium.time.MicroTime", ColumnType.STRING, SemanticForms::microTime),
    NANO_TIME("io.debezium.time.NanoTime", ColumnType.STRING, SemanticForms::nanoTime),
    MILLI_TIMESTAMP("io.debezium.time.Timestamp", ColumnType.DATETIME, SemanticForms::millis),
    MICRO_TIMESTAMP("io.debezium.time.MicroTimestamp", ColumnType.DATETIME, SemanticForms::micros),
    NANO_TIMESTAMP("io.debezium.time.NanoTimestamp", ColumnType.DATETIME, SemanticForms::nanos),
    ZONED_TIMESTAMP("io.debezium.time.ZonedTimestamp", ColumnType.DATETIME, Form.PLAIN),
    ZONED_TIME("io.debezium.time.ZonedTime", ColumnType.STRING, Form.PLAIN),
    ISO_DATE("io.debezium.time.IsoDate", ColumnType.DATE, SemanticForms::isoDate),
    ISO_TIME("io.debezium.time.IsoTime", ColumnType.STRING, SemanticForms::isoTime),
    ISO_TIMESTAMP("io.debezium.time.IsoTimestamp", ColumnType.DATETIME, Form.PLAIN),
    YEAR("io.debezium.time.Year", ColumnType.LONG, SemanticForms::count),
    INTERVAL("io.debezium.time.Interval", ColumnType.STRING, Form.PLAIN),
    MICRO_DURATION("io.debezium.time.MicroDuration", ColumnType.LONG, SemanticForms::count),
    NANO_DURATION("io.debezium.time.NanoDuration", ColumnType.LONG, SemanticForms::count),
    STRUCTURED_DATE("io.debezium.time.StructuredDate", ColumnType.DATE, StructuredForms::date),
    STRUCTURED_TIME("io.debezium.time.StructuredTime", ColumnType.STRING, StructuredForms::time),
    STRUCTURED_TIMESTAMP("io.debezium.time.StructuredTimestamp", ColumnType.DATETIME, StructuredForms::timestamp),
    STRUCTURED_ZONED_TIMESTAMP(
            "io.debezium.time.StructuredZonedTimestamp", ColumnType.DATETIME, StructuredForms::zonedTimestamp),
    STRUCTURED_ZONED_TIME("io.debezium.time.StructuredZonedTime", ColumnType.STRING, StructuredForms::zonedTime),
    STRUCTURED_DURATION("io.debezium.time.StructuredDuration", ColumnType.STRING, StructuredForms::duration),

    VARIABLE_SCALE_DECIMAL(
            "io.debezium.data.VariableScaleDecimal", ColumnType.DECIMAL, SemanticForms::variableScaleDecimal),
    BITS("io.debezium.data.Bits", ColumnType.STRING, Form.PLAIN),
    JSON("io.debezium.data.Json", ColumnType.STRING, Form.PLAIN),
    XML("io.debezium.data.Xml", ColumnType.STRING, Form.PLAIN),
    UUID("io.debezium.data.Uuid", ColumnType.STRING, Form.PLAIN),
    ENUM("io.debezium.data.Enum", ColumnType.STRING, Form.PLAIN),
    ENUM_SET("io.debezium.data.EnumSet", ColumnType.STRING, Form.PLAIN),
    LTREE("io.debezium.data.Ltree", ColumnType.STRING, Form.PLAIN),
    TS_VECTOR("io.debezium.data.Tsvector", ColumnType.STRING, Form.PLAIN),
    FLOAT_VECTOR("io.debezium.data.FloatVector", ColumnType.STRING, Form.PLAIN),
    DOUBLE_VECTOR("io.debezium.data.DoubleVector", ColumnType.STRING, Form.PLAIN),
    SPARSE_DOUBLE_VECTOR("io.debezium.data.SparseDoubleVector", ColumnType.STRING, Form.PLAIN),
    POINT("io.debezium.data.geometry.Point", ColumnType.STRING, Form.PLAIN),
    GEOMETRY("io.debezium.data.geometry.Geometry", ColumnType.STRING, Form.PLAIN),
    GEOGRAPHY("io.debezium.data.geometry.Geography", ColumnType.STRING, Form.PLAIN),
    CIRCLE("io.debezium.data.geometry.Circle", ColumnType.STRING, Form.PLAIN),
    LINE("io.debezium.data.geometry.Line", ColumnType.STRING, Form.PLAIN);

    private static final Map<String, SemanticType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(SemanticType::schemaName, Function.identity()));

    private final String schemaName;
    private final ColumnType columnType;

    /** A function without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Form form;

    SemanticType(String schemaName, ColumnType columnType, Form form) {
        this.schemaName = schemaName;
        this.columnType = columnType;
        this.form = form;
    }

    /** How a value is handed to a cell. */
    @FunctionalInterface
    interface Form {
        /** As what it is: its name changes what column is created for it, not how it is written. */
        Form PLAIN = (value, schema, cell, out) -> cell.write(value, schema, out);

        void write(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException;
    }

    /** Null for data without a schema, and for schemas whose name says nothing of the kind. */
    static SemanticType of(Schema schema) {
        String name = schema == null ? null : schema.name();
        return name == null ? null : BY_NAME.get(name);
    }

    String schemaName() {
        return schemaName;
    }

    /** The type of column that is created for it. */
    ColumnType columnType() {
        return columnType;
    }

    /**
     * The type of a key column that is created for it: one that holds all digits.
     *
     * @param millis whether a DATETIME holds milliseconds
     */
    ColumnType keyColumnType(boolean millis) {
        boolean fits = millis && (this == TIMESTAMP || this == MILLI_TIMESTAMP);
        return columnType == ColumnType.DATETIME && !fits ? ColumnType.STRING : columnType;
    }

    /** Whether values are the text of a moment with its offset, so that one moment may have several texts. */
    boolean isMomentText() {
        return this == ZONED_TIMESTAMP || this == ISO_TIMESTAMP;
    }

    /** Whether values are written like those of the same type without the name. */
    boolean isPlain() {
        return form == Form.PLAIN;
    }

    /** Appends the cell of a value, which is not null. */
    void write(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        form.write(value, schema, cell, out);
    }
}
