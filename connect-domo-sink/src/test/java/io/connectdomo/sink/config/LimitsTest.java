package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.DomoSinkConnector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A number without a limit is none that can be added to another: what is too large is refused, and says what is not. */
class LimitsTest {
    private static final long TEN_YEARS_MS = Duration.ofDays(3650).toMillis();

    /** They are compared, never added: never, and as many as there are. */
    private static final Set<String> UNLIMITED = Set.of("commit.max.rows", "commit.max.bytes");

    static Stream<String> numbers() {
        return DomoSinkConfig.definition().configKeys().values().stream()
                .filter(key -> key.type == ConfigDef.Type.LONG && !UNLIMITED.contains(key.name))
                .map(key -> key.name);
    }

    static Stream<String> durations() {
        return numbers().filter(key -> key.endsWith(".ms"));
    }

    private static Map<String, List<String>> errors(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "connector.class", DomoSinkConnector.class.getName(),
                "topics", "orders",
                "domo.url", "http://127.0.0.1:1",
                "domo.developer.token", "token",
                "dataset.id", "5d4d9a5c-0000-4000-8000-000000000000"));
        config.putAll(more);
        return Validated.errors(config);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theLargestOfAllNumbersIsRefused(String key) {
        List<String> said = errors(Map.of(key, Long.toString(Long.MAX_VALUE))).get(key);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("must be ", key.endsWith(".ms") ? "ten years" : "from 1 to ");
    }

    @ParameterizedTest
    @MethodSource("durations")
    void tenYearsAreTakenAndNoMillisecondMore(String key) {
        Map<String, String> config = new HashMap<>(Map.of("domo.retry.timeout.ms", "-1"));
        config.put(key, Long.toString(TEN_YEARS_MS));
        assertThat(errors(config)).isEmpty();
        config.put(key, Long.toString(TEN_YEARS_MS + 1));
        assertThat(errors(config)).containsOnlyKeys(key);
    }
}
