package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An outage of hundreds of failed requests is two lines in the log. */
class WaitingIsSaidOnceTest extends EmulatorTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.connectdomo.sink");

    private final Said said = new Said();

    private static final class Said extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }

        List<String> aboutWaiting(String dataSetId) {
            return lines.stream()
                    .filter(line -> line.contains(dataSetId))
                    .filter(line -> line.contains("waits for Domo") || line.contains("goes on: Domo answers"))
                    .toList();
        }
    }

    @BeforeEach
    void listen() {
        said.start();
        OURS.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(said);
    }

    @Test
    void onceWhenItBeginsAndOnceWhenItEnds() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "domo.retry.backoff.max.ms", "20"), ORDERS_0);
        domo.faults().add(Fault.status(503).times(20));
        orders(ORDERS_0, 0, 100);
        worker.iterateUntil("all durable", topics::allCommitted);
        domo.faults().add(Fault.status(503).on("PUT", "/**/commit").times(5));
        orders(ORDERS_0, 100, 200);
        worker.iterateUntil("all durable again", topics::allCommitted);
        List<String> lines = said.aboutWaiting(id);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("WARN").contains("waits for Domo").contains("503");
        assertThat(lines.get(1)).startsWith("INFO").contains("goes on: Domo answers again");
        assertThat(lines.get(2)).startsWith("WARN").contains("waits for Domo").contains("commit of");
        assertThat(lines.get(3)).startsWith("INFO").contains("goes on: Domo answers again");
    }

    /** Domo has done nothing wrong, and the next session does not wait for the one that was given up. */
    @Test
    void notWhenAPartIsGivenUpThatWaitedForItsTurn() {
        String id = orders();
        orders(ORDERS_0, 0, 100);
        Map<String, String> config = config(id, "domo.requests.per.second", "4", "part.max.bytes", "120");
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("parts wait for their turns", () -> parts() >= 4);
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        assertThat(said.aboutWaiting(id)).isEmpty();
    }

    private long parts() {
        return domo.requests().stream()
                .filter(request -> request.path().contains("/parts/"))
                .count();
    }
}
