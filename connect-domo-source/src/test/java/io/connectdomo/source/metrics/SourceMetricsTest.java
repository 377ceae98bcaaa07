package io.connectdomo.source.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.source.metrics.Progress.Backfill;
import io.connectdomo.testkit.log.CapturedLog;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.Test;

class SourceMetricsTest {
    private static final long EPOCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private final AtomicLong now = new AtomicLong(1_000);
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final SourceMetrics metrics = new SourceMetrics(
            new TaskBeans(server, WorkerMetrics.of(SourceTaskContext.class, null), "domo", 2),
            now::get,
            () -> EPOCH + now.get());

    @Test
    void theStreamsOfATaskShareOneBeanWithoutTheirIds() throws JMException {
        PartitionMetrics one = metrics.partition("stream-executions");
        PartitionMetrics other = metrics.partition("stream-executions");
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 42, () -> 7);
        one.read(10, progress(500, Backfill.DONE), true, 0);
        other.read(5, progress(900, Backfill.DONE), true, 0);
        log.read(100, progress(50, Backfill.DONE), true, 0);
        assertThat(names()).hasSize(3);
        assertThat(feed("stream-executions", "records-total")).isEqualTo(15);
        assertThat(feed("stream-executions", "delay-ms"))
                .as("the one furthest behind")
                .isEqualTo(900);
        assertThat(feed("stream-executions", "seen-entries")).isEqualTo(14);
        assertThat(task("records-total")).isEqualTo(115);
        assertThat(task("source-partitions")).isEqualTo(3);
        assertThat(task("requests-total")).isEqualTo(42);
        assertThat(task("clock-spread-ms")).isEqualTo(7);
        metrics.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void aFeedThatIsNotReadFallsBehindByItself() throws JMException {
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 0, () -> 0);
        assertThat(feed("activity-log", "delay-ms")).as("not known yet").isEqualTo(-1);
        now.set(4_000);
        assertThat(feed("activity-log", "last-success-age-ms"))
                .as("since the start")
                .isEqualTo(3_000);
        log.read(0, progress(30_000, Backfill.DONE), true, 0);
        now.set(9_000);
        assertThat(feed("activity-log", "delay-ms")).isEqualTo(35_000);
        assertThat(feed("activity-log", "last-success-age-ms")).isEqualTo(5_000);
    }

    @Test
    void failuresAreCountedByCauseAndWaitingLastsUntilDomoAnswers() throws JMException {
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 0, () -> 7);
        log.failed(new DomoException.Retriable("slow down", null, true, 429, null), false);
        now.set(11_000);
        log.failed(new DomoException.Retriable("down", null, true, 503, null), false);
        log.failed(new DomoException.Unauthorized("who are you", 401), false);
        log.failed(new IllegalStateException("a bug"), false);
        assertThat(feed("activity-log", "failed-reads-total")).isEqualTo(4);
        assertThat(feed("activity-log", "failed-reads-rate-limited-total")).isEqualTo(1);
        assertThat(feed("activity-log", "failed-reads-server-error-total")).isEqualTo(1);
        assertThat(feed("activity-log", "failed-reads-unauthorized-total")).isEqualTo(1);
        assertThat(feed("activity-log", "failed-reads-other-total")).isEqualTo(1);
        assertThat(feed("activity-log", "waiting-ms")).isEqualTo(10_000);
        assertThat(feed("activity-log", "partitions-waiting")).isEqualTo(1);
        log.read(0, Progress.UNKNOWN, true, 0);
        assertThat(feed("activity-log", "waiting-ms")).isZero();
        assertThat(feed("activity-log", "partitions-waiting")).isZero();
    }

    @Test
    void aBackfillTellsItsShareAndHowLongTheRestTakes() throws JMException {
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 0, () -> 0);
        assertThat(feed("activity-log", "backfill-progress-percent")).isEqualTo(-1);
        assertThat(feed("activity-log", "backfill-remaining-ms")).isEqualTo(-1);
        for (int percent = 0; percent <= 30; percent += 10) {
            log.read(100, progress(0, new Backfill(percent, 100, "read to there")), true, 0);
            now.addAndGet(10_000);
        }
        assertThat(feed("activity-log", "backfill-progress-percent")).isEqualTo(30);
        // 30 % in 40 s, the last 10 of which brought nothing: the other 70 take 93 s.
        assertThat(feed("activity-log", "backfill-remaining-ms")).isBetween(93_000L, 94_000L);
        log.read(100, progress(0, new Backfill(999, 1000, "nearly")), true, 0);
        assertThat(feed("activity-log", "backfill-progress-percent"))
                .as("not done")
                .isEqualTo(99);
        log.read(100, progress(0, Backfill.DONE), true, 0);
        assertThat(feed("activity-log", "backfill-progress-percent")).isEqualTo(100);
        assertThat(feed("activity-log", "backfill-remaining-ms")).isZero();
    }

    @Test
    void theBackfillOfStreamsIsTheirMean() throws JMException {
        PartitionMetrics one = metrics.partition("stream-executions");
        PartitionMetrics other = metrics.partition("stream-executions");
        metrics.show(() -> 0, () -> 0);
        one.read(1, progress(0, Backfill.DONE), true, 0);
        assertThat(feed("stream-executions", "backfill-progress-percent")).isEqualTo(50);
        other.read(1, progress(0, new Backfill(20, 100, "")), true, 0);
        assertThat(feed("stream-executions", "backfill-progress-percent")).isEqualTo(60);
    }

    // ---- the log

    @Test
    void aBackfillIsSaidOnceAMinuteWithItsShareItsRateAndItsEnd() {
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 0, () -> 0);
        List<String> said = said(() -> {
            for (int second = 0; second <= 150; second++) {
                log.read(17_200, progress(0, new Backfill(second, 300, "read to 2026-03-01T10:00:00Z")), true, 0);
                now.addAndGet(1_000);
                metrics.polled();
            }
            log.read(0, progress(0, Backfill.DONE), true, 0);
            now.addAndGet(60_000);
            metrics.polled();
            now.addAndGet(600_000);
            metrics.polled();
        });
        assertThat(said).hasSize(3);
        assertThat(said.get(0))
                .startsWith(
                        "activity-log: read to 2026-03-01T10:00:00Z, 19 % of the backfill, 17 200 records/s, about 4 min");
        assertThat(said.get(1)).contains(" 39 % of the backfill").contains("about 3 min left");
        assertThat(said.get(2)).isEqualTo("activity-log: the backfill is done, 2 597 200 records so far");
    }

    @Test
    void streamsAreSaidTogether() {
        PartitionMetrics one = metrics.partition("stream-executions");
        metrics.partition("stream-executions");
        metrics.show(() -> 0, () -> 0);
        one.read(5, progress(0, Backfill.DONE), true, 0);
        List<String> said = said(() -> {
            now.addAndGet(60_000);
            metrics.polled();
        });
        assertThat(said).singleElement().asString().contains("1 of 2 streams read, 50 % of the backfill");
    }

    @Test
    void anOutageIsSaidEverMoreSeldomSinceWhenAndWhatHappensThen() {
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 0, () -> 0);
        log.read(0, progress(0, Backfill.DONE), true, 0);
        List<String> said = said(() -> {
            for (int second = 0; second < 185; second++) {
                log.failed(new DomoException.Retriable("down", null, true, 503, null), false);
                now.addAndGet(1_000);
                metrics.polled();
            }
        });
        assertThat(said).hasSize(2);
        assertThat(said.get(1))
                .contains("since 2026-03-01T00:00:01Z (3 min)")
                .contains("1 of 1 source partitions")
                .contains("nothing of them is lost");
    }

    @Test
    void whatIsDoneWithinAMinuteIsNotSaid() {
        PartitionMetrics log = metrics.partition("activity-log");
        metrics.show(() -> 0, () -> 0);
        List<String> said = said(() -> {
            log.read(100, progress(0, new Backfill(1, 2, "half")), true, 0);
            now.addAndGet(59_000);
            metrics.polled();
            log.read(100, progress(0, Backfill.DONE), true, 0);
            now.addAndGet(600_000);
            metrics.polled();
        });
        assertThat(said).isEmpty();
    }

    private static List<String> said(Runnable during) {
        CapturedLog said = CapturedLog.of(ProgressLog.class);
        try (said) {
            during.run();
        }
        return said.messages();
    }

    private static Progress progress(long delay, Backfill backfill) {
        return new Progress(delay, 7, 3, 1, 0, backfill);
    }

    private Set<ObjectName> names() throws JMException {
        return server.queryNames(new ObjectName("io.connectdomo:*"), null);
    }

    private long task(String attribute) throws JMException {
        return (Long) server.getAttribute(
                new ObjectName("io.connectdomo:type=source-task,connector=\"domo\",task=2"), attribute);
    }

    private long feed(String feed, String attribute) throws JMException {
        return (Long) server.getAttribute(
                new ObjectName("io.connectdomo:type=source-feed,connector=\"domo\",task=2,feed=" + feed), attribute);
    }
}
