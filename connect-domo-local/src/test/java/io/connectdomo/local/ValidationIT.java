package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong configuration is refused over REST, on the key that is wrong, before a connector is made of it. */
@SystemTest
class ValidationIT {
    private static final Path EXAMPLES = Installation.find().home().resolve("config");
    private static final String NOBODY_LISTENS = "http://127.0.0.1:1";

    @ParameterizedTest(name = "{0}={1} is refused on {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "write.mode | merge | write.mode",
                "commit.interval.ms | -1 | commit.interval.ms",
                "commit.interval.ms | soon | commit.interval.ms",
                "upload.compression | zip | upload.compression",
                "metadata.columns | topic,weather | metadata.columns",
                "schema.evolution | guess | schema.evolution",
                "key.source | record_header | key.source",
                "domo.url | not an address | domo.url",
                "part.max.bytes | 1073741824 | buffer.max.bytes",
                "domo.retry.timeout.ms | 1000 | domo.retry.timeout.ms",
                "consumer.override.auto.offset.reset | latest | consumer.override.auto.offset.reset",
                "topic.override.t.write.mode | merge | topic.override.t.write.mode",
            })
    void aWrongValueIsRefusedOnItsKey(String key, String value, String blamed, Rig rig) {
        Map<String, String> config = valid(rig);
        config.put(key, value);

        Map<String, List<String>> errors = rig.stack().connect().validate(config);

        assertThat(errors).containsOnlyKeys(blamed);
        assertThat(errors.get(blamed)).allSatisfy(message -> assertThat(message).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"dataset.id", "domo.developer.token"})
    void whatIsMissingIsNamed(String key, Rig rig) {
        Map<String, String> config = valid(rig);
        config.remove(key);

        assertThat(rig.stack().connect().validate(config)).containsOnlyKeys(key);
    }

    @Test
    void keysFromTheValueMustBeNamed(Rig rig) {
        Map<String, String> config = valid(rig);
        config.put("write.mode", "upsert");
        config.put("key.source", "record_value");

        assertThat(rig.stack().connect().validate(config)).containsOnlyKeys("key.fields");
    }

    @Test
    void aGoodConfigurationHasNoErrors(Rig rig) {
        assertThat(rig.stack().connect().validate(valid(rig))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders-sink.json",
                "upsert-sink.json",
                "several-topics-sink.json",
                "appdb-sink.json",
                "fileset-sink.json",
                "file-sink.json"
            })
    void theExamplesAreGoodOnceAddressAndTokenAreOnesOwn(String file, Rig rig) {
        Map<String, String> config = new LinkedHashMap<>(Json.read(EXAMPLES.resolve(file)));
        config.put("name", "to-validate");
        config.remove("domo.instance");
        config.put("domo.url", NOBODY_LISTENS);
        config.put("domo.developer.token", rig.config().get("domo.developer.token"));

        assertThat(rig.stack().connect().validate(config)).isEmpty();
    }

    private static Map<String, String> valid(Rig rig) {
        Map<String, String> config = rig.config("t", rig.dataSet(Column.of("id", "LONG")), "append");
        config.put("name", "to-validate");
        return config;
    }
}
