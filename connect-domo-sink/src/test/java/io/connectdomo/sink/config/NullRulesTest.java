package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What puts defaults in the place of NULL is told on the key that stops it, and no example does it. */
class NullRulesTest {
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String AVRO = "io.confluent.connect.avro.AvroConverter";
    private static final Path EXAMPLES = Path.of("../config");

    /** The keys that are recommended to be set, each with the one value. */
    private static Map<String, List<Object>> recommended(Map<String, String> candidate) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        new NullRules(candidate, values).check();
        Map<String, List<Object>> told = new HashMap<>();
        values.forEach((key, value) -> {
            assertThat(value.errorMessages()).as("a warning refuses nothing").isEmpty();
            told.put(key, value.recommendedValues());
        });
        return told;
    }

    @Test
    void jsonWithSchemasWritesDefaults() {
        Map<String, String> candidate = Map.of("key.converter", JSON, "value.converter", JSON);

        assertThat(recommended(candidate))
                .containsOnly(
                        Map.entry("key.converter.replace.null.with.default", List.of("false")),
                        Map.entry("value.converter.replace.null.with.default", List.of("false")));
    }

    @Test
    void whatIsSetWronglyIsToldToo() {
        Map<String, String> candidate =
                Map.of("value.converter", JSON, "value.converter.replace.null.with.default", "true");

        assertThat(recommended(candidate)).containsOnlyKeys("value.converter.replace.null.with.default");
    }

    @Test
    void nothingIsToldWhereItIsSetOrThereAreNoSchemas() {
        assertThat(recommended(Map.of("value.converter", JSON, "value.converter.replace.null.with.default", "false")))
                .isEmpty();
        assertThat(recommended(Map.of("value.converter", JSON, "value.converter.schemas.enable", "false")))
                .isEmpty();
        assertThat(recommended(Map.of("value.converter", "org.apache.kafka.connect.storage.StringConverter")))
                .isEmpty();
    }

    @Test
    void avroHasAKeyOfItsOwn() {
        assertThat(recommended(Map.of("value.converter", AVRO)))
                .containsOnly(Map.entry("value.converter.ignore.default.for.nullables", List.of("true")));
        assertThat(recommended(Map.of("value.converter", AVRO, "value.converter.ignore.default.for.nullables", "true")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.debezium.transforms.ExtractNewRecordState",
                "org.apache.kafka.connect.transforms.Cast$Value",
                "org.apache.kafka.connect.transforms.InsertField$Value",
                "org.apache.kafka.connect.transforms.ReplaceField$Key"
            })
    void transformsHaveTheirs(String type) {
        Map<String, String> candidate = Map.of(
                "value.converter",
                AVRO,
                "value.converter.ignore.default.for.nullables",
                "true",
                "transforms",
                "other, it",
                "transforms.it.type",
                type);

        assertThat(recommended(candidate))
                .containsOnly(Map.entry("transforms.it.replace.null.with.default", List.of("false")));
    }

    static Stream<Path> sinks() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void noExampleDoesIt(Path example) throws IOException {
        Map<String, String> candidate =
                new ObjectMapper().readValue(example.toFile(), new TypeReference<Map<String, String>>() {});

        assertThat(recommended(candidate)).isEmpty();
    }

    /** Why there are rules: Kafka's own converter, as it is set by default and as the examples set it. */
    @Test
    void theConverterDoesWhatIsWarnedOf() {
        assertThat(writtenAndRead("true")).as("by default").isEqualTo("new");
        assertThat(writtenAndRead("false")).as("as in the examples").isNull();
    }

    private static Object writtenAndRead(String replace) {
        Schema schema = SchemaBuilder.struct()
                .field("status", SchemaBuilder.string().optional().defaultValue("new"))
                .build();
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("replace.null.with.default", replace), false);
            byte[] written = converter.fromConnectData("orders", schema, new Struct(schema));
            return ((Struct) converter.toConnectData("orders", written).value()).getWithoutDefault("status");
        }
    }
}
