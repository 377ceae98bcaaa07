package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.source.DomoSourceConnector;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single keys, rules and Domo say comes in one answer, and Domo is asked with nothing that is no token. */
class OneAnswerTest {
    private Domo domo;

    @BeforeEach
    void start() throws IOException {
        domo = new Domo();
    }

    @AfterEach
    void stop() {
        domo.close();
    }

    private Map<String, List<String>> errors(String feeds, Map<String, String> more) {
        Map<String, List<String>> errors = new TreeMap<>();
        new DomoSourceConnector()
                .validate(domo.config(feeds, more))
                .configValues()
                .forEach(value -> {
                    if (!value.errorMessages().isEmpty()) {
                        errors.put(value.name(), value.errorMessages());
                    }
                });
        return errors;
    }

    @Test
    void whatOnlyDomoKnowsIsToldBesideWhatElseIsWrong() {
        domo.emulator()
                .faults()
                .add(Fault.status(403).on(null, "/api/content/**").always());
        Map<String, List<String>> errors = errors(
                "report-history,stream-executions,gossip",
                Map.of(
                        "stream.executions.stream.ids", "999999",
                        "poll.interval.ms", "soon",
                        "activity.log.lag.ms", "900001",
                        "value.format", "avro",
                        "heartbeat.intervall.ms", "1000",
                        "value.converter", "org.apache.kafka.connect.storage.StringConverter"));
        assertThat(errors)
                .containsOnlyKeys(
                        "feeds",
                        "stream.executions.stream.ids",
                        "poll.interval.ms",
                        "activity.log.lag.ms",
                        "value.format",
                        "heartbeat.intervall.ms",
                        "value.converter");
        assertThat(errors.get("feeds")).hasSize(2).anyMatch(said -> said.contains("scheduled reports"));
        assertThat(errors.get("stream.executions.stream.ids"))
                .singleElement()
                .asString()
                .contains("does not exist");
    }

    @Test
    void aWrongTokenIsToldThoughNoFeedIsRight() {
        assertThat(errors("gossip", Map.of("domo.developer.token", "another")))
                .containsOnlyKeys("feeds", "domo.developer.token");
        Map<String, String> none = new HashMap<>(Map.of("domo.developer.token", "another"));
        assertThat(errors("stream-executions", none))
                .containsOnlyKeys("stream.executions.stream.ids", "domo.developer.token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${file:/etc/kafka-connect/secrets.properties:domo.token}", "${env:DOMO_TOKEN}", "${DOMO_TOKEN}"
            })
    void aPlaceholderIsNeverSentToDomo(String token) {
        assertThat(errors("activity-log", Map.of("domo.developer.token", token)))
                .containsOnlyKeys("domo.developer.token");
        assertThat(domo.requests()).isZero();
    }
}
