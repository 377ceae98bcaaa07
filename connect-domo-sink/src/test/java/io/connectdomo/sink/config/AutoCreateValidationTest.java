package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.Validated.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.dataset.Share;
import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.sink.dataset.Adopt;
import io.connectdomo.sink.dataset.NewDataSet;
import io.connectdomo.sink.record.SchemalessNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Either a DataSet's id, or its name. */
class AutoCreateValidationTest {
    private static Map<String, String> creating(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "connector.class", DomoSinkConnector.class.getName(),
                "topics", "orders,refunds",
                "domo.url", "http://127.0.0.1:1",
                "domo.developer.token", "token",
                "dataset.auto.create", "true"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static NewDataSet of(String topic, Map<String, String> config) {
        return new DomoSinkConfig(config).topic(topic).create().orElseThrow();
    }

    @Test
    void noIdIsNeeded() {
        assertThat(errors(creating())).isEmpty();
        Map<String, String> everyTopic = creating("topics.regex", ".*");
        everyTopic.remove("topics");
        assertThat(errors(everyTopic)).isEmpty();
        assertThat(of("orders", creating()))
                .isEqualTo(new NewDataSet("orders", Adopt.FITTING, 60_000, "", List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dataset.id|5d4d9a5c|dataset.id",
                "dataset.name|{{partition}}|dataset.name",
                "dataset.name|{{topic:.*}}|dataset.name",
                "dataset.name|{{topic:(ref.*)}}|dataset.name",
                "dataset.auto.create.wait.ms|0|dataset.auto.create.wait.ms",
                "dataset.create.share.with|USER:1|dataset.create.share.with",
                "dataset.create.share.with|USER:1:OWNER|dataset.create.share.with",
                "dataset.create.share.with|GROUP:1:CAN_VIEW,ROBOT:2:CAN_VIEW|dataset.create.share.with",
                "topic.override.orders.dataset.name|{{offset}}|topic.override.orders.dataset.name",
                "topic.override.orders.dataset.name|{{topic:(x)}}|topic.override.orders.dataset.name",
                "topic.override.orders.dataset.create.share.with|x|topic.override.orders.dataset.create.share.with",
            })
    void oneWrongValueIsOneErrorOnItsKey(String key, String value, String reported) {
        assertThat(errors(creating(key, value))).containsOnlyKeys(reported);
    }

    @Test
    void whatIsSetForTheTopicWins() {
        Map<String, String> idForOne = creating("topic.override.orders.dataset.id", "abc");
        assertThat(errors(idForOne)).isEmpty();
        assertThat(new DomoSinkConfig(idForOne).topic("orders").dataSet().dataSetId())
                .isEqualTo("abc");
        assertThat(of("refunds", idForOne).name()).isEqualTo("refunds");

        Map<String, String> nameForOne = creating(
                "dataset.auto.create",
                "false",
                "dataset.id",
                "abc",
                "topic.override.orders.dataset.auto.create",
                "true");
        assertThat(errors(nameForOne)).isEmpty();
        assertThat(of("orders", nameForOne).name()).isEqualTo("orders");
        assertThat(new DomoSinkConfig(nameForOne).topic("refunds").create()).isEmpty();

        assertThatThrownBy(() -> new DomoSinkConfig(creating(
                                "topic.override.orders.dataset.id",
                                "a",
                                "topic.override.orders.dataset.auto.create",
                                "true"))
                        .topic("orders"))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void detailsAreReadPerTopic() {
        NewDataSet wanted = of(
                "shop.orders",
                creating(
                        "dataset.name",
                        "{{topic:.*\\.(.*)}}",
                        "dataset.create.description",
                        "of Kafka",
                        "dataset.create.tags",
                        "kafka, cdc",
                        "topic.override./shop\\..*/.dataset.create.share.with",
                        "USER:1:CO_OWNER,GROUP:2:CAN_VIEW"));
        assertThat(wanted)
                .isEqualTo(new NewDataSet(
                        "orders",
                        Adopt.FITTING,
                        60_000,
                        "of Kafka",
                        List.of("kafka", "cdc"),
                        List.of(Share.parse("USER:1:CO_OWNER"), Share.parse("GROUP:2:CAN_VIEW"))));
    }

    private static Map<String, String> twoSchemas(String mode, String... more) {
        Map<String, String> config = creating(more);
        config.put("topics", "shop.public.orders,shop.archive.orders");
        config.putIfAbsent("dataset.name", "{{topic:.*\\.(.*)}}");
        config.put("write.mode", mode);
        return config;
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "delete", "replace"})
    void aTemplateThatGivesTwoTopicsOneNameIsRefusedWhereRowsReplaceEachOther(String mode) {
        Map<String, List<String>> errors = errors(twoSchemas(mode));
        assertThat(errors).containsOnlyKeys("dataset.name");
        assertThat(errors.get("dataset.name"))
                .singleElement()
                .asString()
                .contains(
                        "shop.public.orders",
                        "shop.archive.orders",
                        "{{topic:.*\\.(.*)}}",
                        "'orders'",
                        mode,
                        "{{topic}}");
        assertThat(errors(twoSchemas(mode, "dataset.name", "{{topic:.*?\\.(.*)}}")))
                .isEmpty();
        String ofOne = "topic.override.shop.public.orders.dataset.name";
        assertThat(errors(twoSchemas(mode, ofOne, "orders")))
                .as("the other's is still made by the template")
                .hasSize(1);
        String ofExpression = "topic.override./shop\\..*/.dataset.name";
        assertThat(errors(twoSchemas(mode, "dataset.name", "x", ofExpression, "{{topic:.*\\.(.*)}}")))
                .containsOnlyKeys(ofExpression);
    }

    @Test
    void oneNameIsTakenInAppendAndWhereItIsWrittenOutForEach() {
        assertThat(errors(twoSchemas("append"))).isEmpty();
        for (String mode : List.of("upsert", "delete")) {
            assertThat(errors(twoSchemas(
                            mode,
                            "topic.override.shop.public.orders.dataset.name",
                            "orders",
                            "topic.override.shop.archive.orders.dataset.name",
                            "orders")))
                    .isEmpty();
            assertThat(errors(twoSchemas(mode, "dataset.name", "orders"))).isEmpty();
            Map<String, String> unknown = twoSchemas(mode, "topics.regex", "shop.*");
            unknown.remove("topics");
            assertThat(errors(unknown)).isEmpty();
        }
    }

    @Test
    void whatIsTakenOverAndWhatNumbersBecomeIsReadPerTopic() {
        Map<String, String> config = creating(
                "topic.override.orders.dataset.auto.create.adopt",
                "any",
                "topic.override./ref.*/.schemaless.number.type",
                "LONG_OR_DOUBLE");
        assertThat(errors(config)).isEmpty();
        assertThat(of("orders", config).adopt()).isEqualTo(Adopt.ANY);
        assertThat(of("refunds", config).adopt()).isEqualTo(Adopt.FITTING);
        DomoSinkConfig parsed = new DomoSinkConfig(config);
        assertThat(parsed.topic("refunds").record().schemalessNumbers()).isEqualTo(SchemalessNumbers.LONG_OR_DOUBLE);
        assertThat(parsed.topic("orders").record().schemalessNumbers()).isEqualTo(SchemalessNumbers.DECIMAL);
        assertThat(errors(creating("dataset.auto.create.adopt", "all"))).containsOnlyKeys("dataset.auto.create.adopt");
        assertThat(errors(creating("schemaless.number.type", "FLOAT"))).containsOnlyKeys("schemaless.number.type");
    }

    @Test
    void topicsOfOneNameMustAgree() {
        Map<String, String> shared = creating("dataset.name", "all");
        assertThat(errors(shared)).isEmpty();
        shared.put("topic.override.refunds.commit.interval.ms", "5");
        assertThat(errors(shared)).containsOnlyKeys("dataset.name");
        assertThat(errors(creating("dataset.name", "all", "topic.override.refunds.dataset.create.tags", "x")))
                .containsOnlyKeys("dataset.name");
        assertThat(errors(creating("dataset.name", "all", "write.mode", "replace")))
                .containsOnlyKeys("write.mode");
    }
}
