package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.Validated.assertSaid;
import static io.connectdomo.sink.config.Validated.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.testkit.log.CapturedLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write by mistake is told on the key that they wrote, with what to write. */
class MistakesTest {
    private static Map<String, String> valid(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "connector.class", DomoSinkConnector.class.getName(),
                "topics", "orders",
                "domo.url", "http://127.0.0.1:1",
                "domo.developer.token", "t0ken",
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

    private static List<String> warnings(Class<?> of, Map<String, String> config) {
        CapturedLog said = CapturedLog.of(of);
        try (said) {
            assertThat(errors(config)).isEmpty();
        }
        return said.messages();
    }

    // ---- keys

    @ParameterizedTest
    @CsvSource({
        "write.mod, append, write.mode",
        "delivery.garantee, at_least_once, delivery.guarantee",
        "WRITE_MODE, append, write.mode",
        "domo.conect.timeout.ms, 1000, domo.connect.timeout.ms",
        "topic.override.orders.write.mod, append, topic.override.orders.write.mode",
        "topic.override.orders.datset.id, x, topic.override.orders.dataset.id",
        "topic.overrides.orders.write.mode, append, topic.override.orders.write.mode",
        "topics.override.orders.write.mode, append, topic.override.orders.write.mode",
        "topic.overide.orders.write.mod, append, topic.override.orders.write.mode",
    })
    void almostOneOfOurKeysIsAnErrorThatNamesIt(String key, String value, String meant) {
        assertSaid(errors(valid(key, value)), key, "Did you mean " + meant + "?");
    }

    @Test
    void aMisspeltKeyIsTakenForWhatItIsMeantToBeInEverythingElse() {
        assertThat(errors(valid("dataset.id", null, "dataset.idd", "x"))).containsOnlyKeys("dataset.idd");
        assertThat(errors(valid("domo.developer.token", null, "domo.developer.tokn", "s3cret")))
                .containsOnlyKeys("domo.developer.tokn");
        Map<String, String> deletes = valid("write.mod", "delete", "truncate.action", "nothing");
        assertThat(errors(deletes)).containsOnlyKeys("write.mod", "truncate.action");
        assertThat(errors(valid("write.mod", "upsert", "key.source", "record_value")))
                .containsOnlyKeys("write.mod", "key.fields");
    }

    @Test
    void theValueOfAMisspeltKeyIsNotRepeated() {
        assertThat(Validated.values(valid(
                                "domo.developer.tokn",
                                "s3cret",
                                "topic.override.orders.domo.developer.token",
                                "s3cret"))
                        .values()
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void aKeyThatNobodyKnowsIsWarnedOfByTheConnectorsName() {
        assertThat(warnings(UnknownKeys.class, valid("snowflake.user.name", "x", "tasks.mx", "2")))
                .hasSize(2)
                .anySatisfy(said -> assertThat(said)
                        .startsWith("Connector orders-sink:")
                        .endsWith("knows the key snowflake.user.name, so it may have no effect."))
                .anySatisfy(said -> assertThat(said).contains("tasks.mx", "Did you mean tasks.max?"));
        assertThat(warnings(
                        UnknownKeys.class,
                        valid(
                                "tasks.max.enforce", "true",
                                "transforms", "x",
                                "transforms.x.type", "y",
                                "errors.tolerance", "all",
                                "errors.log.enable", "true",
                                "header.converter", "y",
                                "consumer.override.max.poll.records", "7",
                                "topic.override.orders.write.mode", "append",
                                "topic.override.refunds.write.mode", "append")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topic.override.orders.domo.retry.timeout.ms | 700000 | domo.retry.timeout.ms can't be set per topic
            topic.override.orders.buffer.max.bytes      | 1      | set it for the connector, as buffer.max.bytes
            topic.override.orders.value.converter       | x      | a key of Kafka Connect
            topic.override.orders.errors.tolerance      | all    | set it for the connector
            """)
    void aKeyOfTheWholeConnectorIsNoOverride(String key, String value, String said) {
        assertSaid(errors(valid(key, value)), key, said);
    }

    @Test
    void theConnectorsOwnKeysAreShownToNobody() {
        assertThat(Validated.values(valid()).keySet()).noneMatch(key -> key.contains("internal"));
        assertThat(new DomoSinkConnector().config().names()).noneMatch(key -> key.contains("internal"));
        DomoSinkConnector connector = new DomoSinkConnector();
        connector.start(valid());
        assertThat(new DomoSinkConfig(connector.taskConfigs(2).get(1)).taskNumber())
                .isOne();
    }

    // ---- topics

    @Test
    void anOverrideForATopicThatIsNotReadIsAnError() {
        String key = "topic.override.ordrs.dataset.id";
        assertSaid(errors(valid(key, "x")), key, "ordrs", "topics=orders", "Did you mean orders?");
        assertSaid(
                errors(valid("topic.override.refunds.dataset.id", "x")), "topic.override.refunds.dataset.id", "Add it");
        assertSaid(
                errors(valid("topic.override./ref.*/.dataset.id", "x")),
                "topic.override./ref.*/.dataset.id",
                "whole name");
        assertThat(errors(valid("topic.override./ord.*/.dataset.id", "x"))).isEmpty();
        Map<String, String> regex = valid("topics", null, "topics.regex", "shop\\..*");
        assertThat(errors(with(regex, "topic.override.shop.a.dataset.id", "x"))).isEmpty();
        assertThat(errors(with(regex, "topic.override./a.*/.dataset.id", "x"))).isEmpty();
        assertSaid(errors(with(regex, key, "x")), key, "topics.regex=shop\\..*");
        String expression = "topic.override.shop\\..*.dataset.id";
        assertSaid(
                errors(with(regex, expression, "x")),
                expression,
                "between slashes: topic.override./shop\\..*/.dataset.id");
    }

    @Test
    void whereATransformationMayNameTopicsItIsAWarning() {
        String key = "topic.override.ordrs.dataset.id";
        assertThat(warnings(SinkWarnings.class, valid(key, "x", "transforms", "route", "transforms.route.type", "X")))
                .singleElement()
                .asString()
                .startsWith("Connector orders-sink: " + key);
        assertThat(warnings(SinkWarnings.class, valid("transforms", "route", "transforms.route.type", "X")))
                .isEmpty();
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> more = new HashMap<>(config);
        more.put(key, value);
        return more;
    }

    // ---- templates

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dataset.name          | kafka ${topic}                              | {{topic}}
            dataset.name          | {topic}                                     | {{topic}}
            dataset.name          | %{topic}                                    | {{topic}}
            dataset.partition.tag | ${key}                                      | {{key}}
            dataset.partition.tag | {{nothing}}                                 | no variable here
            fileset.path          | ${topic}/{{partition}}-{{offset}}           | {{topic}}
            fileset.path          | {{topic                                     | has no }}
            file.name             | ${topic}-{{partition}}-{{start.offset}}     | {{topic}}
            file.name             | {{topic}}-${partition}-{{start.offset}}     | {{partition}}
            appdb.collection.name | ${topic}                                    | {{topic}}
            """)
    void aVariableOfAnotherToolIsShownInOurForm(String key, String value, String said) {
        assertSaid(errors(valid(key, value)), key, said);
        String override = "topic.override.orders." + key;
        assertSaid(errors(valid(override, value)), override, said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{topic:(.*)}}", "$ {{topic}}", "{x} {{topic}}", "{{topic:([a-z]{2}).*}}"})
    void otherBracesAreTaken(String name) {
        assertThat(errors(valid("dataset.name", name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/{{topic}}/{{offset}}",
                "{{topic}}/",
                "{{topic}}//{{offset}}",
                "../{{topic}}",
                "a/./{{key}}",
                "a\n/{{key}}"
            })
    void whatMakesEveryPathUnusableIsRefused(String path) {
        assertSaid(errors(valid("fileset.path", path)), "fileset.path", "bad record of every one", "single slashes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{topic}}/{{offset}}", "a.b/..c/{{key}}", "{{key}}", "{{field:a}}{{key}}"})
    void whatMayMakeAPathIsTaken(String path) {
        assertThat(errors(valid("fileset.path", path))).isEmpty();
    }

    @Test
    void aFilesNameIsOneLine() {
        assertSaid(errors(valid("file.name", "{{topic}}-{{partition}}\n{{start.offset}}")), "file.name", "line ends");
    }

    // ---- placeholders

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domo.developer.token",
                "domo.url",
                "domo.proxy.url",
                "dataset.id",
                "write.mode",
                "commit.interval.ms",
                "topic.override.orders.dataset.id"
            })
    void aPlaceholderThatIsLeftIsNoValue(String key) {
        Map<String, String> config = valid(key, "${vault:/secret:it}");
        Map<String, List<String>> errors = errors(config);
        assertSaid(errors, key, "${vault:…}", "config.providers", "the key in the file", "the path allowed");
        assertThatThrownBy(() -> new DomoSinkConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    // ---- converters

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dataset | write.mode           | append | org.apache.kafka.connect.storage.StringConverter         | 1
            dataset | write.mode           | upsert | org.apache.kafka.connect.converters.ByteArrayConverter   | 1
            dataset | write.mode           | delete | org.apache.kafka.connect.storage.StringConverter         | 0
            dataset | write.mode           | append | org.apache.kafka.connect.json.JsonConverter              | 0
            appdb   | appdb.collection.id  | x      | org.apache.kafka.connect.storage.StringConverter         | 1
            file    | file.format          | jsonl  | org.apache.kafka.connect.storage.StringConverter         | 0
            file    | file.format          | csv    | org.apache.kafka.connect.storage.StringConverter         | 1
            file    | file.format          | bytes  | org.apache.kafka.connect.converters.ByteArrayConverter   | 0
            fileset | fileset.value.format | auto   | org.apache.kafka.connect.converters.ByteArrayConverter   | 0
            fileset | fileset.value.format | bytes  | org.apache.kafka.connect.storage.StringConverter         | 1
            fileset | fileset.value.format | string | org.apache.kafka.connect.converters.ByteArrayConverter   | 1
            """)
    void aConverterWhoseEveryValueIsABadRecordIsRefused(
            String target, String key, String value, String converter, int errors) {
        Map<String, String> config =
                valid("domo.target", target, "fileset.id", "x", key, value, "value.converter", converter);
        assertThat(errors(config)).hasSize(errors);
        if (errors > 0) {
            assertSaid(errors(config), "value.converter", "bad record", "topic orders");
        }
        config.put("transforms", "hoist");
        assertThat(errors(config)).as("a transformation may help").isEmpty();
    }

    // ---- all in one answer

    @Test
    void singleKeysAndRulesAreToldTogether() {
        Map<String, List<String>> errors = errors(valid(
                "commit.interval.ms", "-1",
                "commit.timeout.ms", "9999999",
                "topic.override.orders.nonsense", "1",
                "topic.override.refunds.write.mode", "merge",
                "tombstone.action", "delete",
                "write.mod", "append",
                "fileset.path", "/x"));
        assertThat(errors)
                .containsOnlyKeys(
                        "commit.interval.ms",
                        "domo.retry.timeout.ms",
                        "topic.override.orders.nonsense",
                        "topic.override.refunds.write.mode",
                        "tombstone.action",
                        "write.mod",
                        "fileset.path");
    }

    @Test
    void whatDependsOnAWrongChoiceIsNotSaid() {
        assertThat(errors(valid("write.mode", "sideways", "tombstone.action", "delete")))
                .as("it may have been meant to be upsert")
                .containsOnlyKeys("write.mode");
        assertThat(errors(valid("domo.target", "dataframe", "dataset.id", null)))
                .as("it may have been meant to be a FileSet")
                .containsOnlyKeys("domo.target");
        assertThat(errors(valid("write.mode", "sideways", "nested.delimiter", "")))
                .as("it holds in any mode")
                .containsOnlyKeys("write.mode", "nested.delimiter");
        assertThat(errors(valid("commit.timeout.ms", "-7", "domo.retry.timeout.ms", "1000")))
                .as("the other number is not known")
                .containsOnlyKeys("commit.timeout.ms");
    }
}
