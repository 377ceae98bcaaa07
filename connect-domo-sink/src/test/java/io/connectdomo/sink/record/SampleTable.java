package io.connectdomo.sink.record;

import static io.connectdomo.common.dataset.ColumnType.DATE;
import static io.connectdomo.common.dataset.ColumnType.DATETIME;
import static io.connectdomo.common.dataset.ColumnType.STRING;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Rows of a table of samples, and schemas and values as Debezium makes them. */
abstract class SampleTable {
    static final String X = TypeSample.ERRANT;

    private final List<TypeSample> samples = new ArrayList<>();

    final List<TypeSample> samples() {
        return samples;
    }

    // ---- rows of the table

    final void add(String source, String shown, Schema schema, Object value, ColumnType created, String... cells) {
        samples.add(new TypeSample(source, shown, schema, value, created, List.of(cells)));
    }

    /** Text, which fits no other column. */
    final void onlyText(String source, String shown, Schema schema, Object value, String text) {
        add(source, shown, schema, value, STRING, text, X, X, X, X, X);
    }

    final void date(String source, String shown, Schema schema, Object value, String date) {
        add(source, shown, schema, value, DATE, date, X, X, X, date, date + "T00:00:00");
    }

    /** What fits nowhere. */
    final void errant(String source, String shown, Schema schema, Object value, ColumnType created) {
        add(source, shown, schema, value, created, X, X, X, X, X, X);
    }

    final void moment(String source, String shown, long value, String text, String dateTime) {
        add(source, shown, int64(source), value, DATETIME, text, X, X, X, X, dateTime);
    }

    final void text(String source, ColumnType created, String shown, String value, String date, String dateTime) {
        add(source, shown, string(source), value, created, value, X, X, X, date, dateTime);
    }

    final void opaque(String source, String value) {
        onlyText(source, value, string(source), value, value);
    }

    // ---- schemas and values as Debezium makes them

    static Schema int32(String name) {
        return SchemaBuilder.int32().name(name).version(1).build();
    }

    static Schema int64(String name) {
        return SchemaBuilder.int64().name(name).version(1).build();
    }

    static Schema string(String name) {
        return SchemaBuilder.string().name(name).version(1).build();
    }

    static Schema array(Schema element, String name) {
        return SchemaBuilder.array(element).name(name).build();
    }

    static Schema geometry(String name, String... coordinates) {
        SchemaBuilder builder = SchemaBuilder.struct().name("io.debezium.data.geometry." + name);
        for (String coordinate : coordinates) {
            builder.field(coordinate, Schema.FLOAT64_SCHEMA);
        }
        return builder.field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
    }

    static Schema units(String name, String... fields) {
        SchemaBuilder builder =
                SchemaBuilder.struct().name("io.debezium.time." + name).version(1);
        for (String field : fields) {
            boolean isText = field.equals("specialValue") || field.equals("zoneId");
            builder.field(field, isText ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_INT32_SCHEMA);
        }
        return builder.build();
    }

    static Struct struct(Schema schema, int... values) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < values.length; i++) {
            struct.put(schema.fields().get(i), values[i]);
        }
        return struct;
    }

    static Struct decimal(Schema schema, String text) {
        BigDecimal value = new BigDecimal(text);
        return new Struct(schema)
                .put("scale", value.scale())
                .put("value", value.unscaledValue().toByteArray());
    }

    static java.util.Date date(String iso) {
        return java.util.Date.from(Instant.parse(iso));
    }

    static long micros(String iso) {
        Instant moment = Instant.parse(iso);
        return moment.getEpochSecond() * 1_000_000 + moment.get(ChronoField.MICRO_OF_SECOND);
    }

    static String least() {
        return "-9223372036854775808";
    }
}
