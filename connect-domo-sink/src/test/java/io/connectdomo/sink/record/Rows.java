package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** An encoder with its buffers, and Commons CSV as the independent reader of what it writes. */
final class Rows {
    static final String TOPIC = "orders";
    static final int PARTITION = 3;
    static final long OFFSET = 1234L;

    /** Keeps NULL (unquoted empty) and the empty string (quoted) apart. */
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator("\n")
            .setIgnoreEmptyLines(false)
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();

    private final RecordEncoder encoder;
    private final CsvBuffer row = new CsvBuffer();
    private final CsvBuffer key = new CsvBuffer();

    Rows(RecordOptions options, DataSetSchema schema) {
        encoder = new RecordEncoder(options, schema);
    }

    /** Of a file, with all else as it is by default. */
    static LineEncoder lines(FileFormat format, MetadataColumn... metadata) {
        return LineEncoder.of(
                new FileOptions(
                        format,
                        TombstoneAction.IGNORE,
                        List.of(metadata),
                        NestedFields.JSON,
                        "_",
                        true,
                        UnrepresentableValueAction.FAIL,
                        new UnavailableOptions(UnavailableValueAction.FAIL, RecordOptions.DEFAULT_PLACEHOLDER)),
                ReplacedValues.UNTOLD);
    }

    /** {@code "id LONG"}, and {@code "id LONG key"} for one that Domo's reply marks as upsert key. */
    static DataSetSchema schema(String... columns) {
        return new DataSetSchema(Arrays.stream(columns)
                .map(text -> text.split(" ", -1))
                .map(parts -> new Column(parts[0], ColumnType.valueOf(parts[1]), parts.length > 2))
                .toList());
    }

    static Rows appending(String... columns) {
        return new Rows(RecordOptions.defaults(WriteMode.APPEND), schema(columns));
    }

    static Rows of(RecordOptions options, String... columns) {
        return new Rows(options, schema(columns));
    }

    RowKind encode(SinkRecord record) {
        return encoder.encode(record, row, key);
    }

    RowKind encode(Object key, Object value) {
        return encode(record(key, value));
    }

    /** The line of a value, without its end. */
    String line(Object value) {
        assertThat(encode(null, value)).isEqualTo(RowKind.ROW);
        return rowLine();
    }

    String rowLine() {
        return withoutEnd(row);
    }

    String keyLine() {
        return withoutEnd(key);
    }

    List<Column> missingColumns() {
        return encoder.missingColumns();
    }

    List<String> keyColumns() {
        return encoder.keyColumns();
    }

    String keyHeader() {
        return new String(encoder.keyHeader(), StandardCharsets.UTF_8);
    }

    BadRecordException failure(Object key, Object value) {
        return failure(record(key, value));
    }

    BadRecordException failure(SinkRecord record) {
        BadRecordException failure = catchThrowableOfType(BadRecordException.class, () -> encode(record));
        assertThat(failure).as("the record is errant").isNotNull();
        return failure;
    }

    /** The cells of the line as an independent reader sees them. */
    List<String> cells(Object value) {
        return parse(line(value) + "\n");
    }

    static List<String> parse(String csv) {
        try (var parser = FORMAT.parse(new StringReader(csv))) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records).hasSize(1);
            List<String> cells = new ArrayList<>();
            records.get(0).forEach(cells::add);
            return cells;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SinkRecord record(Object key, Object value) {
        return record(withSchema(key), withSchema(value));
    }

    static SinkRecord record(SchemaAndValue key, SchemaAndValue value) {
        return new SinkRecord(
                TOPIC,
                PARTITION,
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                OFFSET,
                1_700_000_000_123L,
                TimestampType.CREATE_TIME);
    }

    private static SchemaAndValue withSchema(Object value) {
        if (value instanceof SchemaAndValue both) {
            return both;
        }
        Schema schema = value instanceof Struct struct ? struct.schema() : null;
        return new SchemaAndValue(schema, value);
    }

    private static String withoutEnd(CsvBuffer buffer) {
        String text = new String(buffer.toByteArray(), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        return text.substring(0, text.length() - 1);
    }
}
