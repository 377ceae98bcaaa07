package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a converter gives: a record is written, passed over or a bad one, and nothing else. */
class DepthTest {
    private static final UnavailableOptions UNAVAILABLE =
            new UnavailableOptions(UnavailableValueAction.NULL, RecordOptions.DEFAULT_PLACEHOLDER);

    /** Each tells what it is for messages; what it does with a record may fail. */
    record Way(String name, Encoding encoding) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Encoding {
        void encode(SinkRecord record);
    }

    static List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (RecordFormat format : RecordFormat.values()) {
            for (WriteMode mode : List.of(WriteMode.APPEND, WriteMode.UPSERT)) {
                RecordOptions json = RecordOptions.defaults(mode)
                        .withFormat(format)
                        .withMetadata(MetadataColumn.KEY)
                        .withSchemaEvolution(SchemaEvolution.ADD);
                for (RecordOptions each : List.of(json, json.withFlattening("_"))) {
                    String name = format + " " + mode + " " + each.nestedFields();
                    RecordEncoder rows = new RecordEncoder(
                            each, Rows.schema("id LONG key", "v STRING", "n DOUBLE", "_kafka_key STRING"));
                    ways.add(new Way("rows " + name, record -> rows.encode(record, new CsvBuffer(), new CsvBuffer())));
                    DocumentEncoder documents =
                            new DocumentEncoder(each, new DocumentOptions("_key", Set.of("n")), EarlierDocuments.NONE);
                    ways.add(new Way("documents " + name, record -> documents.encode(record, new CsvBuffer())));
                    ways.add(new Way("columns " + name, record -> NewColumns.of(each, record)));
                }
            }
        }
        for (FileFormat format : FileFormat.values()) {
            for (NestedFields nested : NestedFields.values()) {
                LineEncoder lines = LineEncoder.of(
                        new FileOptions(
                                format,
                                TombstoneAction.IGNORE,
                                List.of(),
                                nested,
                                "_",
                                true,
                                UnrepresentableValueAction.FAIL,
                                UNAVAILABLE),
                        ReplacedValues.UNTOLD);
                ways.add(new Way("lines " + format + " " + nested, record -> {
                    if (lines.encode(record, new CsvBuffer()) == LineEncoder.Line.OTHER_HEADER) {
                        lines.adopt(record);
                        lines.encode(record, new CsvBuffer());
                    }
                }));
            }
        }
        for (ValueFormat format : ValueFormat.values()) {
            FileContent content =
                    new FileContent(format, UNAVAILABLE, UnrepresentableValueAction.FAIL, ReplacedValues.UNTOLD);
            ways.add(new Way("content " + format, record -> {
                if (record.value() != null) {
                    content.of(record);
                }
            }));
        }
        Template template = Template.of("fileset.path", "{{key}}{{field:id}}", Set.of("key", "field"));
        ways.add(new Way("template", template::of));
        return ways;
    }

    private static void writesOrRefuses(Way way, SinkRecord record, String what) {
        Throwable thrown = catchThrowable(() -> way.encoding().encode(record));
        if (thrown != null && !(thrown instanceof BadRecordException)) {
            throw new AssertionError(way + " of " + what, thrown);
        }
    }

    private static Object nested(int depth, boolean lists) {
        Object value = 1L;
        for (int i = 0; i < depth; i++) {
            value = lists && i % 2 == 0 ? List.of(value) : new HashMap<>(Map.of("v", value));
        }
        return value;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aValueThatIsNestedTooDeeplyIsABadRecord(Way way) {
        for (boolean lists : new boolean[] {false, true}) {
            for (int depth : new int[] {10_000}) {
                Object deep = nested(depth, lists);
                Map<String, Object> row = Map.of("id", 1L, "v", deep);
                Map<String, Object> key = Map.of("id", 1L);
                SinkRecord record = Rows.record(key, row);
                writesOrRefuses(way, record, "value");
                writesOrRefuses(way, Rows.record(row, key), "key");
                writesOrRefuses(way, Rows.record(key, Map.of("op", "c", "after", row)), "event");
            }
        }
    }

    @Test
    void theLimitIsSaid() {
        Object deep = nested(10_000, false);
        Rows rows = Rows.appending("id LONG", "v STRING");
        assertThat(rows.failure(null, Map.of("v", deep))).hasMessageContainingAll("'v'", "1000 levels");
        Rows flat = Rows.of(RecordOptions.defaults(WriteMode.APPEND).withFlattening("_"), "id LONG", "v STRING");
        assertThat(flat.failure(null, Map.of("v", deep))).hasMessageContainingAll("1000 levels", "nested.fields=json");
        assertThat(rows.line(Map.of("v", nested(900, true)))).startsWith(",");
    }

    /** A list whose next is of the same schema, as Avro and Protobuf have them. */
    private static Struct chain(Schema node, int length) {
        Struct chain = null;
        for (int i = 0; i < length; i++) {
            chain = new Struct(node).put("id", (long) i).put("next", chain);
        }
        return chain;
    }

    private static Schema recursive() {
        SchemaBuilder node = SchemaBuilder.struct().name("Node").optional().field("id", Schema.INT64_SCHEMA);
        return node.field("next", node);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSchemaThatContainsItselfCostsOneRecordAtMost(Way way) {
        for (int length : new int[] {1, 3, 100}) {
            Schema node = recursive();
            Struct chain = chain(node, length);
            writesOrRefuses(way, Rows.record(Map.of("id", 1L), chain), "chain");
            writesOrRefuses(way, Rows.record(chain, Map.of("id", 1L)), "key");
            Schema holder = SchemaBuilder.struct()
                    .field("id", Schema.INT64_SCHEMA)
                    .field("v", node)
                    .build();
            writesOrRefuses(
                    way,
                    Rows.record(
                            Map.of("id", 1L), new Struct(holder).put("id", 1L).put("v", chain)),
                    "holder");
        }
    }

    @Test
    void columnsOfASchemaThatContainsItselfCanNotBeFlattened() {
        SinkRecord record = Rows.record((Object) null, chain(recursive(), 2));
        RecordOptions append = RecordOptions.defaults(WriteMode.APPEND);
        assertThat(NewColumns.of(append, record).orElseThrow())
                .extracting(column -> column.type())
                .containsExactly(ColumnType.LONG, ColumnType.STRING);
        assertThatThrownBy(() -> NewColumns.of(append.withFlattening("_"), record))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContainingAll("contains itself", "nested.fields=json");
        assertThat(Rows.appending("id LONG", "next STRING").cells(record.value()))
                .containsExactly("1", "{\"id\":0,\"next\":null}");
    }

    /** Compares all that is in it, however often it is in itself, as the wrappers of some converters do. */
    private static final class Wrapper extends ConnectSchema {
        private final List<Field> fields;

        Wrapper() {
            super(Type.STRUCT, true, null, "Node", null, null, null, List.of(), null, null);
            fields = List.of(new Field("id", 0, Schema.INT64_SCHEMA), new Field("next", 1, this));
        }

        @Override
        public List<Field> fields() {
            return fields;
        }

        @Override
        public Field field(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Wrapper wrapper && fields.equals(wrapper.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }
    }

    @Test
    void schemasThatCompareWithoutAnEndAreNoReasonToRefuse() {
        SchemaCache<Schema> cache = new SchemaCache<>(schema -> schema);
        Schema one = new Wrapper();
        Schema other = new Wrapper();
        assertThat(cache.get(one)).isSameAs(one);
        assertThat(cache.get(other)).isSameAs(other);
        assertThat(cache.get(one)).isSameAs(one);
    }

    @Test
    void aStackThatIsTooShortCostsOneRecord() throws InterruptedException {
        Map<String, Object> key = Map.of("id", 1L);
        List<SinkRecord> shallow = new ArrayList<>();
        List<SinkRecord> deep = new ArrayList<>();
        for (Object value : List.of(5L, nested(990, false), nested(990, true))) {
            List<SinkRecord> records = value instanceof Long ? shallow : deep;
            Map<String, Object> row = Map.of("id", 1L, "v", value);
            records.add(Rows.record(key, row));
            records.add(Rows.record(row, row));
            records.add(Rows.record(key, Map.of("op", "c", "after", row)));
        }
        List<Throwable> failures = new ArrayList<>();
        Runnable all = () -> {
            for (Way way : ways()) {
                for (List<SinkRecord> records : List.of(shallow, deep, shallow)) {
                    records.forEach(record -> writesOrRefuses(way, record, "a short stack"));
                }
            }
        };
        Thread thread = new Thread(null, all, "short-stack", 180_000);
        thread.setUncaughtExceptionHandler((which, failure) -> failures.add(failure));
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void whateverAConverterGivesIsWrittenOrRefused() {
        List<Way> ways = ways();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            SchemaAndValue key = anything(random);
            SchemaAndValue value = random.nextInt(3) == 0 ? event(random) : anything(random);
            SinkRecord record = Rows.record(key, value);
            for (Way way : ways) {
                writesOrRefuses(way, record, "seed " + seed);
            }
        }
    }

    private static SchemaAndValue event(Random random) {
        SchemaAndValue row = anything(random);
        Map<String, Object> event = new HashMap<>();
        event.put("op", List.of("c", "u", "d", "r", "t", "m", "x").get(random.nextInt(7)));
        event.put(random.nextBoolean() ? "after" : "before", row.value());
        event.put(
                "source",
                random.nextBoolean()
                        ? Map.of("connector", "postgresql", "ts_ms", "x")
                        : anything(random).value());
        return new SchemaAndValue(null, event);
    }

    private static SchemaAndValue anything(Random random) {
        if (random.nextInt(3) == 0) {
            Object value = schemaless(random, 4);
            return new SchemaAndValue(null, random.nextInt(10) == 0 ? null : value);
        }
        SchemaBuilder schema = SchemaBuilder.struct().optional();
        if (random.nextInt(8) == 0) {
            schema.name("a.Envelope");
        }
        List<Object> values = new ArrayList<>();
        for (String name : List.of("id", "v", "n", "op", "x\uD83D")) {
            if (random.nextInt(4) > 0) {
                int kind = random.nextInt(12);
                schema.field(name, kinds(schema).get(kind));
                values.add(random.nextInt(4) == 0 ? null : value(random, kind));
            }
        }
        Struct struct = new Struct(schema);
        int at = 0;
        for (Field field : schema.fields()) {
            struct.put(field, values.get(at++));
        }
        return new SchemaAndValue(schema, struct);
    }

    private static List<Schema> kinds(Schema self) {
        return List.of(
                Schema.OPTIONAL_INT64_SCHEMA,
                Schema.OPTIONAL_STRING_SCHEMA,
                Schema.OPTIONAL_FLOAT64_SCHEMA,
                Schema.OPTIONAL_BYTES_SCHEMA,
                Date.builder().optional().build(),
                Timestamp.builder().optional().build(),
                SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build(),
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_INT64_SCHEMA)
                        .optional()
                        .build(),
                SchemaBuilder.int64()
                        .optional()
                        .name("io.debezium.time.MicroTimestamp")
                        .build(),
                SchemaBuilder.string()
                        .optional()
                        .name("io.debezium.time.IsoDate")
                        .build(),
                SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                        .optional()
                        .build(),
                self);
    }

    @SuppressWarnings("JavaUtilDate") // Connect's dates are ones
    private static Object value(Random random, int kind) {
        return switch (kind) {
            case 0, 8 ->
                List.of(0L, 1L, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong())
                        .get(random.nextInt(5));
            case 1, 9 -> text(random);
            case 2 ->
                List.of(0.5, Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 1e300).get(random.nextInt(5));
            case 3 -> ByteBuffer.wrap(text(random).getBytes(StandardCharsets.UTF_8));
            case 4 -> new java.util.Date(random.nextInt(3) * 86_400_000L);
            case 5 -> new java.util.Date(random.nextBoolean() ? Long.MIN_VALUE : random.nextLong());
            case 6 -> new ArrayList<>(List.of(text(random), text(random)));
            case 7 -> Map.of(text(random), 1L);
            case 10 -> Map.of(random.nextInt(), text(random));
            default -> null;
        };
    }

    private static String text(Random random) {
        return List.of("", "a", "\uD83D", RecordOptions.DEFAULT_PLACEHOLDER, "2024-02-29", "\uD83D\uDE80,\"\n", "true")
                .get(random.nextInt(7));
    }

    private static Object schemaless(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> text(random);
            case 1 -> random.nextInt(100);
            case 2 ->
                List.of(1.5, Double.NaN, true, new byte[] {1}, BigInteger.ONE).get(random.nextInt(5));
            case 3 -> new ArrayList<>(List.of(schemaless(random, depth - 1)));
            default -> map(random, depth);
        };
    }

    private static Map<Object, Object> map(Random random, int depth) {
        Map<Object, Object> map = new HashMap<>();
        for (Object name : List.of("id", "v", "schema", "payload", "x\uD83D", 5)) {
            if (random.nextInt(4) == 0) {
                map.put(name, random.nextInt(5) == 0 ? null : schemaless(random, depth - 1));
            }
        }
        return map;
    }

    /** The name promises fields that the schema does not have. */
    @ParameterizedTest
    @MethodSource("ways")
    void aSchemaThatIsNotWhatItsNameSaysCostsOneRecordAtMost(Way way) {
        for (SemanticType type : SemanticType.values()) {
            if (!type.schemaName().startsWith("io.debezium.")) {
                continue; // Connect checks its own
            }
            Schema named = SchemaBuilder.struct()
                    .name(type.schemaName())
                    .field("x", Schema.STRING_SCHEMA)
                    .build();
            Schema holder = SchemaBuilder.struct()
                    .field("id", Schema.INT64_SCHEMA)
                    .field("v", named)
                    .build();
            Struct value = new Struct(named).put("x", "1");
            Struct row = new Struct(holder).put("id", 1L).put("v", value);
            writesOrRefuses(way, Rows.record(Map.of("id", 1L), row), type.name());
            writesOrRefuses(way, Rows.record(row, Map.of("id", 1L)), "key " + type.name());
            writesOrRefuses(way, Rows.record(value, Map.of("id", 1L)), "single key " + type.name());
        }
    }
}
