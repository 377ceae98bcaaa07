package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.DomoSinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value of {@code domo.target=file} is reported on the key it belongs to. */
class FileValidationTest {
    private static Map<String, String> valid(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-files",
                "connector.class", DomoSinkConnector.class.getName(),
                "topics", "orders",
                "domo.url", "http://127.0.0.1:1",
                "domo.developer.token", "token",
                "domo.target", "file"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new TreeMap<>();
        for (ConfigValue value : new DomoSinkConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    @Test
    void theSmallestConfigurationIsValid() {
        assertThat(errors(valid())).isEmpty();
        assertThat(errors(valid("file.name", "lake/{{topic:(.*)}}/{{partition}}/{{start.offset}}.jsonl")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "file.name, '{{topic}}-{{partition}}', file.name",
        "file.name, '{{topic}}-{{start.offset}}', file.name",
        "file.name, '{{partition}}-{{start.offset}}-{{field:id}}', file.name",
        "file.name, '{{partition}}-{{start.offset}}-{{offset}}', file.name",
        "file.name, '{{partition}}-{{start.offset}}-{{topic:x(.*)}}', file.name",
        "file.id, seventeen, file.id",
        "file.id, 0, file.id",
        "file.format, parquet, file.format",
        "file.public, perhaps, file.public",
        "file.content.type, text, file.content.type",
        "write.mode, upsert, write.mode",
        "delivery.guarantee, effectively_once, delivery.guarantee",
        "record.format, debezium, record.format",
        "tombstone.action, delete, tombstone.action",
        "nested.delimiter, '', nested.delimiter",
        "metadata.columns, cdc_op, metadata.columns",
        "topic.override.orders.file.name, fixed, topic.override.orders.file.name",
    })
    void oneWrongValueIsOneErrorOnItsKey(String key, String value, String reported) {
        assertThat(errors(valid(key, value))).containsOnlyKeys(reported);
    }

    @Test
    void bytesHaveNoMetadata() {
        assertThat(errors(valid("file.format", "bytes", "metadata.columns", "offset")))
                .containsOnlyKeys("metadata.columns");
    }

    @Test
    void topicsDoNotShareNames() {
        assertThat(errors(valid("topics", "a,b", "file.name", "all-{{partition}}-{{start.offset}}")))
                .containsOnlyKeys("file.name");
        Map<String, String> regex = valid("file.name", "all-{{partition}}-{{start.offset}}", "topics.regex", "o.*");
        regex.remove("topics");
        assertThat(errors(regex)).containsOnlyKeys("file.name");
    }

    @Test
    void oneFileTakesOneTopic() {
        assertThat(errors(valid("topics", "a,b", "file.id", "17"))).containsOnlyKeys("file.id");
        Map<String, String> regex = valid("file.id", "17", "topics.regex", "o.*");
        regex.remove("topics");
        assertThat(errors(regex)).containsOnlyKeys("file.id");
    }
}
