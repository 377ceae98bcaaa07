package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.sink.harness.EmulatorTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value of AppDB's and FileSets' keys is reported on the key it belongs to, in words that say what to do. */
class TargetValidationTest extends EmulatorTest {
    private Map<String, String> valid(String target, String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "orders-sink",
                "connector.class",
                DomoSinkConnector.class.getName(),
                "topics",
                "orders",
                "domo.url",
                domo.url(),
                "domo.developer.token",
                domo.token(),
                "domo.target",
                target));
        config.put("appdb.collection.id", domo.appDb().createCollection("orders"));
        config.put("fileset.id", domo.fileSets().create("orders"));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                config.remove(more[i]);
            } else {
                config.put(more[i], more[i + 1]);
            }
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

    @ParameterizedTest
    @CsvSource({"appdb", "fileset"})
    void theSmallestConfigurationIsValid(String target) {
        assertThat(errors(valid(target))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "appdb, appdb.collection.id, '', appdb.collection.id",
        "appdb, appdb.collection.id, 00000000-0000-0000-0000-000000000000, appdb.collection.id",
        "appdb, appdb.key.field, 'a.b', appdb.key.field",
        "appdb, appdb.key.field, '$a', appdb.key.field",
        "appdb, appdb.bulk, sometimes, appdb.bulk",
        "appdb, appdb.bulk.max.documents, 5001, appdb.bulk.max.documents",
        "appdb, appdb.bulk.max.bytes, 0, appdb.bulk.max.bytes",
        "appdb, write.mode, replace, write.mode",
        "appdb, truncate.action, replace, truncate.action",
        "appdb, tombstone.action, delete, tombstone.action",
        "appdb, topic.override.orders.appdb.bulk, never, topic.override.orders.appdb.bulk",
        "fileset, fileset.id, '', fileset.id",
        "fileset, fileset.id, 00000000-0000-0000-0000-000000000000, fileset.id",
        "fileset, fileset.path, '{{colour}}', fileset.path",
        "fileset, fileset.path, ' ', fileset.path",
        "fileset, fileset.value.format, xml, fileset.value.format",
        "fileset, fileset.max.file.bytes, 134217729, fileset.max.file.bytes",
        "fileset, write.mode, replace, write.mode",
        "fileset, record.format, debezium, record.format",
        "fileset, domo.request.timeout.ms, 200001, domo.retry.timeout.ms",
        "appdb, domo.request.timeout.ms, 200001, domo.retry.timeout.ms",
    })
    void oneWrongValueIsOneErrorOnItsKey(String target, String key, String value, String reported) {
        assertThat(errors(valid(target, key, value))).containsOnlyKeys(reported);
    }

    @Test
    void keyAndMetadataNeedFieldsOfTheirOwn() {
        assertThat(errors(valid(
                        "appdb", "write.mode", "upsert", "metadata.columns", "key", "appdb.key.field", "_kafka_key")))
                .containsOnlyKeys("appdb.key.field");
    }

    @Test
    void topicsOfOneCollectionMustAgree() {
        Map<String, String> config =
                valid("appdb", "topics", "orders,returns", "topic.override.returns.write.mode", "upsert");
        assertThat(errors(config)).containsOnlyKeys("appdb.collection.id");
        config.put("topic.override.returns.appdb.collection.id", domo.appDb().createCollection("returns"));
        assertThat(errors(config)).isEmpty();
    }

    @Test
    void topicsOfAnExpressionNeedADestinationToo() {
        Map<String, String> config =
                valid("appdb", "topics", null, "topics.regex", "shop\\..*", "appdb.collection.id", null);
        assertThat(errors(config)).containsOnlyKeys("appdb.collection.id");
        config.put("topic.override./shop.*/.appdb.collection.id", domo.appDb().createCollection("shop"));
        assertThat(errors(config)).isEmpty();
    }

    @Test
    void oneConnectorMayHaveSeveralKindsOfDestinations() {
        assertThat(errors(valid("appdb", "topics", "orders,manuals", "topic.override.manuals.domo.target", "fileset")))
                .isEmpty();
    }

    @Test
    void domoOutOfReachIsNoError() {
        assertThat(errors(valid("fileset", "domo.url", "http://127.0.0.1:1"))).isEmpty();
    }
}
