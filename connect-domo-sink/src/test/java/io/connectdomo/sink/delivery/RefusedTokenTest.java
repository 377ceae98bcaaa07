package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A token that is refused in mid-run: log, metric and message speak of the minute that holds, and end with one cure. */
class RefusedTokenTest extends EmulatorTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.connectdomo.sink");

    private final List<String> warned = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            warned.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        listener.start();
        OURS.addAppender(listener);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(listener);
    }

    @ParameterizedTest
    @CsvSource({
        "dataset, /**/parts/*, 401, Make a new token",
        "dataset, /**/commit, 403, Give the token's user the right",
        "dataset, /**/uploads, 401, Make a new token",
        "appdb, /**/documents/**, 401, Make a new token",
        "fileset, /**/filesets/**, 401, Make a new token",
        "file, /**/data-files**, 401, Make a new token",
    })
    void itsMinuteIsWhatIsSaid(String target, String path, int status, String cure) {
        Map<String, String> config = config("-", "name", "refused-" + target + status, "domo.target", target);
        config.remove("dataset.id");
        String key = switch (target) {
            case "dataset" -> put(config, "dataset.id", orders());
            case "appdb" -> put(config, "appdb.collection.id", domo.appDb().createCollection("orders"));
            case "fileset" -> put(config, "fileset.id", domo.fileSets().create("orders"));
            default -> put(config, "topics", "orders-refused");
        };
        if (target.equals("fileset")) {
            config.put("fileset.path", "{{partition}}-{{offset}}.json");
            config.put("domo.request.timeout.ms", "400");
        }
        domo.faults().add(Fault.status(status).on(null, path).always());
        TopicPartition partition = new TopicPartition(config.get("topics"), 0);
        ScriptedWorker worker = start(config, partition).patience(Duration.ofMinutes(2));
        orders(partition, 0, 10);
        Beans beans = new Beans(config.get("name"));
        worker.iterateUntil("it waits", () -> beans.task("waiting-left-ms") >= 0);
        long waitsSince = simulation.time().nowMs();
        long left = beans.task("waiting-left-ms");
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(left).isBetween(59_980L, 60_000L);
        assertThat(simulation.time().nowMs() - waitsSince).isBetween(left, left + 15);
        worker.crash();
        assertThat(failure)
                .hasMessageContaining(Integer.toString(status))
                .hasMessageContaining(key)
                .hasMessageContaining(cure)
                .hasMessageNotContaining("retry.timeout")
                .hasMessageNotContaining("answers again");
        assertThat(failure.getMessage().split(key, -1).length - 1)
                .as("named once before the request: " + failure.getMessage())
                .isLessThanOrEqualTo(2);
        assertThat(failure.getMessage().substring(0, failure.getMessage().indexOf(" /")))
                .containsOnlyOnce(key);
        assertThat(warnedOf(key))
                .as("what is logged")
                .noneMatch(line -> line.contains("goes on as soon as Domo answers"))
                .anyMatch(line -> line.matches("(?s).* is refused by Domo: .* is tried again for \\d+ s at most.*"));
    }

    /** One that passed says nothing of the next, which may be the last. */
    @Test
    void aSecondRefusalIsSaidAsTheFirstWas() {
        String id = orders();
        Map<String, String> config = config(id, "name", "refused-twice");
        ScriptedWorker worker = start(config, ORDERS_0);
        for (int time = 0; time < 2; time++) {
            domo.faults().add(Fault.status(401).on("PUT", "/**/parts/*").times(1));
            orders(ORDERS_0, time * 10L, time * 10L + 10);
            worker.iterateUntil("all durable", topics::allCommitted);
        }
        worker.stop();
        assertThat(warnedOf(id))
                .noneMatch(line -> line.contains("goes on as soon as Domo answers"))
                .filteredOn(line -> line.contains(" is refused by Domo: "))
                .hasSize(2);
    }

    /** What other tests do meanwhile is logged too. */
    private List<String> warnedOf(String destination) {
        return warned.stream().filter(line -> line.contains(destination)).toList();
    }

    private static String put(Map<String, String> config, String key, String value) {
        config.put(key, value);
        return value;
    }
}
