package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.sink.harness.EmulatorTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single keys, rules and Domo say comes in one answer, and Domo is asked with nothing that is no token. */
class OneAnswerTest extends EmulatorTest {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

    @Test
    void whatOnlyDomoKnowsIsToldBesideWhatElseIsWrong() {
        Map<String, String> config = config(
                NOWHERE,
                "commit.interval.ms",
                "soon",
                "write.mode",
                "sideways",
                "delivery.garantee",
                "at_least_once",
                "topic.override.refunds.dataset.id",
                NOWHERE,
                "nested.delimiter",
                "");
        Map<String, List<String>> errors = Validated.errors(config);
        assertThat(errors)
                .containsOnlyKeys(
                        "commit.interval.ms",
                        "write.mode",
                        "delivery.garantee",
                        "topic.override.refunds.dataset.id",
                        "nested.delimiter",
                        "dataset.id");
        assertThat(errors.get("dataset.id")).singleElement().asString().contains(NOWHERE, "does not exist");
    }

    @Test
    void columnsAreNotComparedWithAModeThatNobodyKnows() {
        assertThat(Validated.errors(config(orders(), "write.mode", "upsrt", "key.fields", "nothing")))
                .containsOnlyKeys("write.mode");
        assertThat(Validated.errors(config(orders(), "schema.evolution", "ad", "metadata.columns", "offset")))
                .as("it may have been meant to be add")
                .containsOnlyKeys("schema.evolution");
        assertThat(Validated.errors(config(
                        orders(), "commit.interval.ms", "soon", "write.mode", "upsert", "key.fields", "nothing")))
                .as("an interval changes nothing")
                .containsOnlyKeys("commit.interval.ms", "key.fields");
    }

    @Test
    void aWrongTokenIsToldThoughSomethingElseIsWrong() {
        assertThat(Validated.errors(config(orders(), "domo.developer.token", "another", "commit.interval.ms", "soon")))
                .containsOnlyKeys("domo.developer.token", "commit.interval.ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${file:/etc/kafka-connect/secrets.properties:domo.token}", "${env:DOMO_TOKEN}", "${DOMO_TOKEN}"
            })
    void aPlaceholderIsNeverSentToDomo(String token) {
        Map<String, String> config = config(orders(), "domo.developer.token", token);
        int asked = domo.requests().size();
        assertThat(Validated.errors(config)).containsOnlyKeys("domo.developer.token");
        assertThat(domo.requests()).hasSize(asked);
    }

    @Test
    void aMisspeltTokenIsNotSentEither() {
        Map<String, String> config = config(orders(), "domo.developer.tokn", "t0ken");
        config.remove("domo.developer.token");
        int asked = domo.requests().size();
        assertThat(Validated.errors(config)).containsOnlyKeys("domo.developer.tokn");
        assertThat(domo.requests()).hasSize(asked);
    }

    // ---- upsert key

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "delete"})
    void aDataSetWithoutUpsertKeyIsToldWhereDomoShowsKeys(String mode) {
        String dataSet = orders();
        Validated.assertSaid(
                Validated.errors(config(dataSet, "write.mode", mode)), "write.mode", dataSet, mode, "upsert key");
        String override = "topic.override.orders.write.mode";
        Validated.assertSaid(Validated.errors(config(dataSet, override, mode)), override, dataSet);
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        assertThat(Validated.errors(config(dataSet, "write.mode", mode))).isEmpty();
    }

    @Test
    void soIsOneThatEffectivelyOnceNeeds() {
        String dataSet = domo.createDataSet("plain", coordinates(false));
        Map<String, String> config = config(dataSet, "delivery.guarantee", "effectively_once");
        Validated.assertSaid(Validated.errors(config), "delivery.guarantee", dataSet, "_kafka_offset");
        config.put("dataset.id", domo.createDataSet("keyed", coordinates(true)));
        assertThat(Validated.errors(config)).isEmpty();
    }

    private static List<ColumnSpec> coordinates(boolean key) {
        return List.of(
                new ColumnSpec("_kafka_topic", ColumnType.STRING, key),
                new ColumnSpec("_kafka_partition", ColumnType.LONG, key),
                new ColumnSpec("_kafka_offset", ColumnType.LONG, key));
    }
}
