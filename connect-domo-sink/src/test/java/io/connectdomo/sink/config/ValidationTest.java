package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.Validated.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.sink.DomoSinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value is reported on the key it belongs to. */
class ValidationTest {
    private static Map<String, String> valid(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "connector.class", DomoSinkConnector.class.getName(),
                "topics", "orders",
                "domo.url", "http://127.0.0.1:1",
                "domo.developer.token", "token",
                "dataset.id", "5d4d9a5c-0000-4000-8000-000000000000"));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                config.remove(more[i]);
            } else {
                config.put(more[i], more[i + 1]);
            }
        }
        return config;
    }

    @Test
    void theSmallestConfigurationIsValid() {
        assertThat(errors(valid())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "write.mode, sideways, write.mode",
        "commit.interval.ms, 0, commit.interval.ms",
        "part.max.bytes, -1, part.max.bytes",
        "metadata.columns, 'topic,colour', metadata.columns",
        "tombstone.action, delete, tombstone.action",
        "record.format, avro, record.format",
        "truncate.action, delete, truncate.action",
        "unavailable.value.action, ignore, unavailable.value.action",
        "buffer.max.bytes, 1000, buffer.max.bytes",
        "domo.retry.timeout.ms, 1000, domo.retry.timeout.ms",
        "consumer.override.auto.offset.reset, latest, consumer.override.auto.offset.reset",
        "topic.override.orders.nonsense, 1, topic.override.orders.nonsense",
        "topic.override.orders.buffer.max.bytes, 1, topic.override.orders.buffer.max.bytes",
        "dataset.id, '', dataset.id",
        "topic.override.orders.write.mode, merge, topic.override.orders.write.mode",
        "topic.override.orders.tombstone.action, delete, topic.override.orders.tombstone.action",
        "delivery.guarantee, exactly_once, delivery.guarantee",
        "nested.delimiter, '', nested.delimiter",
        "domo.instance, acme, domo.url",
    })
    void oneWrongValueIsOneErrorOnItsKey(String key, String value, String reported) {
        assertThat(errors(valid(key, value))).containsOnlyKeys(reported);
    }

    @Test
    void keysOfTheValueMustBeNamed() {
        assertThat(errors(valid("write.mode", "upsert", "key.source", "record_value")))
                .containsOnlyKeys("key.fields");
        assertThat(errors(valid("write.mode", "upsert", "key.source", "record_value", "key.fields", "id")))
                .isEmpty();
    }

    @Test
    void changeEventsAreUpsertedOrLogged() {
        for (String mode : List.of("upsert", "append")) {
            assertThat(errors(valid("record.format", "debezium", "write.mode", mode)))
                    .isEmpty();
        }
        for (String mode : List.of("replace", "delete")) {
            assertThat(errors(valid("record.format", "debezium", "write.mode", mode)))
                    .containsOnlyKeys("record.format");
        }
        assertThat(errors(valid("topic.override.orders.record.format", "debezium", "write.mode", "delete")))
                .containsOnlyKeys("topic.override.orders.record.format");
    }

    @Test
    void aChangeLogIsNotTruncated() {
        Map<String, String> log = valid("record.format", "debezium", "truncate.action", "replace");
        assertThat(errors(log)).containsOnlyKeys("truncate.action");
        log.put("write.mode", "upsert");
        assertThat(errors(log)).isEmpty();
    }

    @Test
    void onlyEnvelopesTellOfTheChange() {
        assertThat(errors(valid("metadata.columns", "topic,cdc_op"))).containsOnlyKeys("metadata.columns");
        assertThat(errors(valid("metadata.columns", "cdc_op,cdc_ts", "record.format", "debezium")))
                .isEmpty();
    }

    @Test
    void everyTopicNeedsADataSet() {
        assertThat(errors(valid("dataset.id", null))).containsOnlyKeys("dataset.id");
        assertThat(errors(valid("dataset.id", null, "topic.override.orders.dataset.id", "a")))
                .isEmpty();
        assertThat(errors(
                        valid("dataset.id", null, "topics", "orders,refunds", "topic.override.orders.dataset.id", "a")))
                .containsOnlyKeys("dataset.id");
        assertThat(errors(valid("dataset.id", null, "topics", null, "topics.regex", ".*")))
                .containsOnlyKeys("dataset.id");
        assertThat(errors(valid(
                        "dataset.id",
                        null,
                        "topics",
                        null,
                        "topics.regex",
                        ".*",
                        "topic.override./.*/.dataset.id",
                        "a")))
                .isEmpty();
    }

    @Test
    void topicsOfOneDataSetMustAgree() {
        assertThat(errors(valid("topics", "orders,refunds", "topic.override.refunds.commit.interval.ms", "5")))
                .containsOnlyKeys("dataset.id");
    }

    @Test
    void twoTopicsMustNotReplaceEachOther() {
        assertThat(errors(valid("topics", "orders,refunds", "write.mode", "replace")))
                .containsOnlyKeys("write.mode");
        assertThat(errors(valid(
                        "topics", "orders,refunds", "write.mode", "replace", "topic.override.refunds.dataset.id", "b")))
                .isEmpty();
    }

    @Test
    void replaceRunsAsOneTask() {
        DomoSinkConnector connector = new DomoSinkConnector();
        connector.start(valid("topic.override.refunds.write.mode", "replace"));
        assertThat(connector.taskConfigs(5)).hasSize(1);
        connector.start(valid());
        assertThat(connector.taskConfigs(5)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void theTokenStaysUnderItsOwnKeyInTaskConfigs() {
        DomoSinkConnector connector = new DomoSinkConnector();
        connector.start(valid("domo.developer.token", "s3cret"));
        Map<String, String> task = connector.taskConfigs(1).get(0);
        task.remove("domo.developer.token");
        assertThat(task.values()).noneMatch(value -> value.contains("s3cret"));
    }

    @Test
    void aMisspeltKeyIsNearestToTheRightOne() {
        assertThat(UnknownKeys.nearest(SinkKeys.define().names(), "comit.intervall.ms"))
                .isEqualTo("commit.interval.ms");
        assertThat(UnknownKeys.nearest(SinkKeys.define().names(), "datasetid")).isEqualTo("dataset.id");
    }

    @Test
    void everyKeyHasWhatAUserInterfaceNeeds() {
        SinkKeys.define().configKeys().values().stream()
                .filter(key -> !key.internalConfig)
                .forEach(key -> {
                    assertThat(key.documentation).as(key.name).isNotBlank();
                    assertThat(key.displayName).as(key.name).isNotBlank().isNotEqualTo(key.name);
                    assertThat(key.group).as(key.name).isNotBlank();
                    assertThat(key.orderInGroup).as(key.name).isPositive();
                });
    }
}
