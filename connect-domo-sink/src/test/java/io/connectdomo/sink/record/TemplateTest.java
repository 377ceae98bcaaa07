package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dates, times and timestamps in templates and snapshot ids are the text that a STRING column gets. */
class TemplateTest {
    private static final Set<String> ALLOWED = Set.of("key", "field", "header");

    private static SchemaAndValue named(String schema, SchemaBuilder type, Object value) {
        return new SchemaAndValue(type.name(schema).build(), value);
    }

    private static java.util.Date moment(String text) {
        return java.util.Date.from(Instant.parse(text));
    }

    static Stream<SchemaAndValue> values() {
        return Stream.of(
                new SchemaAndValue(Date.SCHEMA, moment("2024-02-29T00:00:00Z")),
                new SchemaAndValue(Time.SCHEMA, moment("1970-01-01T10:15:30Z")),
                new SchemaAndValue(Timestamp.SCHEMA, moment("2024-02-29T10:15:30.007Z")),
                named("io.debezium.time.Date", SchemaBuilder.int32(), 19782),
                named("io.debezium.time.MicroTimestamp", SchemaBuilder.int64(), 1_709_201_730_007_001L),
                named("io.debezium.time.NanoTime", SchemaBuilder.int64(), 1_000_000_001L),
                named("io.debezium.time.IsoDate", SchemaBuilder.string(), "2024-02-29Z"),
                named("io.debezium.time.ZonedTimestamp", SchemaBuilder.string(), "2024-02-29T10:15:30+02:00"),
                new SchemaAndValue(ConversionTest.decimal(7), new BigDecimal("0.0000001")),
                new SchemaAndValue(Schema.INT64_SCHEMA, 5L),
                new SchemaAndValue(Schema.STRING_SCHEMA, "plain"),
                new SchemaAndValue(Schema.BOOLEAN_SCHEMA, true));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areTheTextOfAStringColumn(SchemaAndValue value) {
        Schema schema = SchemaBuilder.struct().field("a", value.schema()).build();
        Struct row = new Struct(schema).put("a", value.value());
        String column = Rows.appending("a STRING").line(row);
        ConnectHeaders headers = new ConnectHeaders();
        headers.add("h", value);
        SinkRecord record = new SinkRecord("t", 0, value.schema(), value.value(), schema, row, 1L, null, null, headers);
        Template template = Template.of("dataset.partition.tag", "{{key}}/{{field:a}}/{{header:h}}", ALLOWED);
        assertThat(template.of(record)).isEqualTo(column + "/" + column + "/" + column);
        assertThat(SnapshotIdSource.of("replace.snapshot.id", "field:a").of(record))
                .isEqualTo(column);
        assertThat(SnapshotIdSource.of("replace.snapshot.id", "header:h").of(record))
                .isEqualTo(column);
        Schema mapSchema =
                SchemaBuilder.map(Schema.STRING_SCHEMA, value.schema()).build();
        SinkRecord ofMap = Rows.record(value, new SchemaAndValue(mapSchema, Map.of("a", value.value())));
        assertThat(Template.of("dataset.partition.tag", "{{field:a}}", ALLOWED).of(ofMap))
                .isEqualTo(column);
    }

    @Test
    void whatHasNoTextIsRefused() {
        Template template = Template.of("dataset.partition.tag", "{{field:a}}", ALLOWED);
        for (Object value : List.of(List.of(1L), Map.of("b", 1L), new byte[] {1})) {
            assertThatThrownBy(() -> template.of(Rows.record((Object) null, Map.of("a", value))))
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining("a date or a time");
        }
        assertThatThrownBy(() -> template.of(Rows.record((Object) null, Map.of("b", 1L))))
                .hasMessageContaining("no field 'a'");
        Schema schema = SchemaBuilder.struct().field("a", Date.SCHEMA).build();
        Struct afternoon = new Struct(schema).put("a", moment("2024-02-29T13:00:00Z"));
        assertThatThrownBy(() -> template.of(Rows.record((Object) null, afternoon)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("time of day");
    }
}
