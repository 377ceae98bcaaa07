package io.connectdomo.source.feed;

import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.source.metrics.SourceMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;

/** Runs feeds as the poll loop does, on one thread and on time that jumps to whatever is due next. Fails where it stands still. */
final class SimulatedLoop {
    /** No feed has that much to do at one moment. */
    private static final int MOST_AT_ONCE = 10_000;

    static final Duration LOUD_AFTER = Duration.ofMinutes(10);

    private final FeedQueue queue;
    final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    final List<SourceRecord> records = new ArrayList<>();
    private long now = 1_000_000;
    private long steps;
    private int atOnce;

    /**
     * @param end what the user has set; empty for the default, for ever
     */
    SimulatedLoop(long seed, Optional<Duration> end, long heartbeatMs, FeedOpener... feeds) {
        RetryPolicy backoff = new RetryPolicy(Optional.of(LOUD_AFTER), Duration.ofMillis(500), Duration.ofSeconds(30));
        PollSettings settings = new PollSettings(
                "test", 4, 10, new Patience(backoff, Optional.of(LOUD_AFTER), end), "domo.heartbeat", heartbeatMs);
        SourceMetrics metrics = new SourceMetrics(
                new TaskBeans(beans, WorkerMetrics.of(SourceTaskContext.class, null), "test", 0), () -> now, () -> now);
        queue = FeedQueue.of(List.of(feeds), settings, metrics, new Random(seed), () -> now, () -> now);
        metrics.show(() -> 0);
    }

    long now() {
        return now;
    }

    /** Steps of all feeds so far. */
    long steps() {
        return steps;
    }

    /** @throws org.apache.kafka.connect.errors.ConnectException where the task fails; the time is that of its failure then */
    void runFor(Duration time) {
        long end = now + time.toMillis();
        while (true) {
            Optional<FeedSlot> due = queue.due();
            if (due.isPresent()) {
                run(due.get());
            } else if (queue.nextDueAt() > end) {
                now = end;
                return;
            } else {
                now = queue.nextDueAt();
                atOnce = 0;
            }
        }
    }

    Object metric(String feed, String attribute) {
        try {
            return beans.getAttribute(
                    beans.queryNames(null, null).stream()
                            .filter(name -> feed.equals(name.getKeyProperty("feed")))
                            .findFirst()
                            .orElseThrow(),
                    attribute);
        } catch (javax.management.JMException e) {
            throw new AssertionError(e);
        }
    }

    private void run(FeedSlot slot) {
        FeedSlot.Outcome outcome;
        do {
            steps++;
            if (++atOnce > MOST_AT_ONCE) {
                throw new AssertionError("The loop spins: " + slot.name());
            }
            outcome = slot.run(() -> true);
            records.addAll(outcome.records());
            queue.take(outcome);
        } while (outcome.goesOn());
        queue.failure().ifPresent(failure -> {
            throw failure;
        });
    }
}
