package io.connectdomo.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.testkit.log.CapturedLog;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServerFactory;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
    private static final long EPOCH = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private final AtomicLong now = new AtomicLong();
    private final SinkMetrics metrics = new SinkMetrics(
            new TaskBeans(
                    MBeanServerFactory.newMBeanServer(), WorkerMetrics.of(SinkTaskContext.class, null), "sink", 0),
            now::get,
            () -> EPOCH + now.get());
    private final List<Destination> destinations = new ArrayList<>();

    @AutoClose
    private final CapturedLog said = CapturedLog.of(ProgressLog.class);

    private final ProgressLog progress = new ProgressLog(metrics, 0);

    @Test
    void anOutageIsSaidOnceAMinuteWithWhatSinceWhenAndUntilWhen() {
        DestinationMetrics orders = destination("DataSet orders");
        now.set(30_000);
        orders.waits("part 3 of upload 17", 600_000, false);
        seconds(200, () -> {});
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(2))
                .isEqualTo("DataSet orders still waits for Domo with part 3 of upload 17, since 2026-03-01T12:00:30Z"
                        + " (2 min), until 2026-03-01T12:10:30Z at most (domo.retry.timeout.ms)");
        orders.goesOn();
        seconds(200, () -> {});
        assertThat(lines()).hasSize(3);
    }

    @Test
    void whoRetriesForEverIsNotPromisedAnEnd() {
        destination("DataSet orders").waits("part 3 of upload 17", -1, false);
        seconds(61, () -> {});
        assertThat(lines()).singleElement().asString().endsWith("since 2026-03-01T12:00:00Z (1 min)");
    }

    @Test
    void anOutcomeThatIsLookedForIsSaidBeforeTheOutageItCauses() {
        DestinationMetrics orders = destination("DataSet orders");
        OutcomeMetrics outcome = orders.outcome();
        outcome.unknown("commit of upload 17", 300_000);
        orders.waits("commit of upload 17", -1, false);
        seconds(61, () -> {});
        assertThat(lines())
                .containsExactly("DataSet orders still looks for the outcome of the commit of upload 17, since"
                        + " 2026-03-01T12:00:00Z (1 min), until 2026-03-01T12:05:00Z at most (domo.retry.timeout.ms)");
        outcome.resolved(Resolution.COMMITTED);
        orders.goesOn();
        seconds(120, () -> {});
        assertThat(lines()).hasSize(1);
    }

    /** A refusal ends after its minute, whatever was said of the outage, or of the outcome, before it. */
    @Test
    void aRefusalEndsWithItsMinute() {
        DestinationMetrics orders = destination("DataSet orders");
        OutcomeMetrics outcome = orders.outcome();
        outcome.unknown("commit of upload 17", 600_000);
        orders.waits("commit of upload 17", 600_000, false);
        now.set(30_000);
        orders.waits("commit of upload 17", 60_000, true);
        seconds(31, () -> {});
        outcome.resolved(Resolution.COMMITTED);
        seconds(60, () -> {});
        assertThat(lines())
                .containsExactly(
                        "DataSet orders still looks for the outcome of the commit of upload 17, since"
                                + " 2026-03-01T12:00:00Z (1 min), until 2026-03-01T12:01:30Z at most (401 and 403 are tried"
                                + " again for one minute)",
                        "DataSet orders is still refused by Domo with commit of upload 17, since 2026-03-01T12:00:00Z"
                                + " (2 min), until 2026-03-01T12:01:30Z at most (401 and 403 are tried again for one minute)");
    }

    @Test
    void anOutageOfAllIsAFewLines() {
        for (int i = 0; i < 800; i++) {
            destination("DataSet " + i).waits("part 1", 600_000, false);
        }
        seconds(61, () -> {});
        assertThat(lines()).hasSize(6);
        assertThat(lines().get(5)).isEqualTo("795 more destinations wait for Domo");
    }

    @Test
    void aLoadThatIsFarBehindTellsHowFarAndItsEnd() {
        DestinationMetrics orders = destination("DataSet orders");
        orders.taken(1, 3 << 20);
        orders.committed(40_000, 1);
        seconds(120, () -> metrics.received(List.of(record(EPOCH - 7_200_000), record(EPOCH - 7_200_000))));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0))
                .isEqualTo(
                        "Behind by 2 h 1 min, the age of the last record; 120 records came so far, 2 a second of late;"
                                + " 40 000 rows and 3.0 MiB are in Domo");
        seconds(60, () -> metrics.received(List.of(record(EPOCH + now.get()))));
        seconds(600, () -> metrics.received(List.of(record(EPOCH + now.get()))));
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(2)).isEqualTo("No longer behind, after 300 records");
    }

    @Test
    void aQuietTopicIsNotBehind() {
        metrics.received(List.of(record(EPOCH)));
        seconds(61, () -> {});
        seconds(600, () -> metrics.received(List.of()));
        assertThat(lines()).isEmpty();
    }

    private void seconds(int count, Runnable each) {
        for (int i = 0; i < count; i++) {
            each.run();
            now.addAndGet(1_000);
            progress.say(destinations, now.get());
        }
    }

    private List<String> lines() {
        return said.messages();
    }

    private static SinkRecord record(long timestamp) {
        return new SinkRecord("t", 0, null, null, null, null, 0, timestamp, TimestampType.CREATE_TIME);
    }

    /** Of a destination the log knows its name and what is counted of it. */
    private DestinationMetrics destination(String name) {
        DestinationMetrics counted = metrics.destination("dataset", name);
        destinations.add((Destination) Proxy.newProxyInstance(
                Destination.class.getClassLoader(),
                new Class<?>[] {Destination.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> name;
                    case "metrics" -> counted;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
        return counted;
    }
}
