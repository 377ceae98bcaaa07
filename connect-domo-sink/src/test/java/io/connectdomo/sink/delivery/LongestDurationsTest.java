package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.batch.BatchRecords;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The longest durations that are allowed are never, and not at once: a commit costs a credit. */
@Execution(ExecutionMode.CONCURRENT)
class LongestDurationsTest extends EmulatorTest {
    private static final String TEN_YEARS_MS =
            Long.toString(Duration.ofDays(3650).toMillis());

    static Stream<String> durations() {
        return DomoSinkConfig.definition().configKeys().values().stream()
                .filter(key -> key.type == ConfigDef.Type.LONG && key.name.endsWith(".ms"))
                .map(key -> key.name);
    }

    @Test
    void aSumThatEndsBeyondTheLastInstantIsNever() {
        BatchRecords records = new BatchRecords(null);
        assertThat(records.dueMs(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("durations")
    void aBatchOfTenYearsIsNotCommittedWithEveryList(String key) {
        for (String mode : new String[] {"append", "upsert", "replace"}) {
            String id = mode.equals("upsert") ? keyedOrders() : orders();
            Map<String, String> config = new HashMap<>(config(id, "write.mode", mode, "domo.retry.timeout.ms", "-1"));
            config.put("replace.snapshot.idle.ms", TEN_YEARS_MS);
            config.put("commit.interval.ms", TEN_YEARS_MS);
            if (mode.equals("upsert")) {
                config.put("key.source", "record_value");
                config.put("key.fields", "id");
            }
            config.put(key, TEN_YEARS_MS);
            ScriptedWorker worker = start(config, ORDERS_0);
            for (int list = 0; list < 5; list++) {
                orders(ORDERS_0, list, list + 1);
                worker.iterateUntil("it is taken", () -> worker.hasPassedAll(ORDERS_0));
                worker.iterate();
            }
            assertThat(domo.commits(id)).isEmpty();
            assertThat(worker.timeoutMs()).isPositive();
            worker.stop();
        }
    }
}
