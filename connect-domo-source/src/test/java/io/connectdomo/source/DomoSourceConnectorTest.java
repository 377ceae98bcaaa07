package io.connectdomo.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomoSourceConnectorTest {
    /** Nothing listens there: what only Domo can tell is not asked for. */
    private static final Map<String, String> BASE = Map.of(
            "name", "audit",
            "connector.class", DomoSourceConnector.class.getName(),
            "domo.url", "http://127.0.0.1:1",
            "domo.developer.token", "t0ken",
            "feeds", "activity-log");

    private static final Map<String, String> PARTITION = Map.of("feed", "activity-log", "instance", "127.0.0.1");

    private final DomoSourceConnector connector = new DomoSourceConnector();

    @Test
    void theWorkerFindsThePlugin() {
        assertThat(ServiceLoader.load(SourceConnector.class)).hasAtLeastOneElementOfType(DomoSourceConnector.class);
    }

    @Test
    void everyKeyIsExplainedAndHasItsPlace() {
        assertThat(connector.config().configKeys().values())
                .filteredOn(key -> !key.internalConfig)
                .allSatisfy(key -> {
                    assertThat(key.documentation).as(key.name).isNotBlank();
                    assertThat(key.group).as(key.name).isNotBlank();
                    assertThat(key.displayName).as(key.name).isNotBlank();
                    assertThat(key.width).as(key.name).isNotEqualTo(ConfigDef.Width.NONE);
                });
    }

    @Test
    void aMinimalConfigurationIsInOrderWhileDomoCantBeReached() {
        assertThat(complaints(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "now", "NOW", "2026-01-31T00:00:00Z", "-P7D", "-PT12H", "-P1DT6H", "-P3M"})
    void allFormsOfAStartAreUnderstood(String start) {
        assertThat(complaints(Map.of("activity.log.start", start))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            feeds                           | activity            | activity-log
            feeds                           | ''                  | at least one
            activity.log.start              | yesterday           | negative ISO-8601 duration
            activity.log.start              | P7D                 | negative ISO-8601 duration
            activity.log.limit              | 1001                | 1000
            activity.log.limit              | 0                   | 1
            activity.log.seen.max.entries   | 70001               | 70000
            activity.log.lag.ms             | 900001              | activity.log.max.delay.ms
            activity.log.max.delay.ms       | 0                   | positive
            poll.interval.ms                | 0                   | positive
            poll.max.records                | 0                   | positive
            poll.max.records                | 10001               | at most 10000, because
            heartbeat.interval.ms           | -1                  | 0 or
            value.format                    | avro                | struct, json
            """)
    void aWrongValueIsReportedOnItsKeyWithWhatIsAllowed(String key, String value, String said) {
        assertThat(complaints(Map.of(key, value)))
                .containsOnlyKeys(key)
                .hasEntrySatisfying(
                        key, messages -> assertThat(messages.toString()).contains(said));
    }

    @Test
    void thereAreNoMoreTasksThanSourcePartitions() {
        connector.start(BASE);
        List<Map<String, String>> configs = connector.taskConfigs(8);
        assertThat(configs).hasSize(1).allSatisfy(config -> assertThat(config).containsAllEntriesOf(BASE));
        assertThat(connector.taskConfigs(8)).isEqualTo(configs);
    }

    @Test
    void exactlyOnceIsSupported() {
        assertThat(connector.exactlyOnceSupport(BASE)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void anOperatorMayRewindAndReset() {
        assertThat(connector.alterOffsets(BASE, Map.of(PARTITION, Map.of("v", 1, "settled", 1_770_000_000_000L))))
                .isTrue();
        assertThat(connector.alterOffsets(BASE, Collections.singletonMap(PARTITION, null)))
                .isTrue();
        assertThatCode(() -> connector.alterOffsets(BASE, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "activity, 127.0.0.1, must be one of",
        "activity-log, acme, this connector's would be",
        ", 127.0.0.1, must be one of"
    })
    void aPartitionThatNoTaskWouldFindIsRefused(String feed, String instance, String said) {
        Map<String, String> partition = new HashMap<>();
        partition.put("feed", feed);
        partition.put("instance", instance);
        Map<String, Object> offset = Map.of("v", 1, "settled", 1_770_000_000_000L);
        assertThatThrownBy(() -> connector.alterOffsets(BASE, Map.of(partition, offset)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(said);
        assertThat(connector.alterOffsets(BASE, Collections.singletonMap(partition, null)))
                .as("a reset of what is not there")
                .isTrue();
    }

    private Map<String, List<String>> complaints(Map<String, String> more) {
        Map<String, String> candidate = new HashMap<>(BASE);
        candidate.putAll(more);
        return connector.validate(candidate).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
