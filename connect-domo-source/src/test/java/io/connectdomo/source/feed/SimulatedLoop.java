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
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong time;
    private long steps;
    private int atOnce;

    /**
     * @param end what the user has set; empty for the default, for ever
     */
    SimulatedLoop(long seed, Optional<Duration> end, long heartbeatMs, FeedOpener... feeds) {
        this(new AtomicLong(1_000_000), seed, end, heartbeatMs, feeds);
    }

    /**
     * @param time milliseconds; moved by the loop, and read by whoever else lives in it
     */
    SimulatedLoop(AtomicLong time, long seed, Optional<Duration> end, long heartbeatMs, FeedOpener... feeds) {
        this.time = time;
        RetryPolicy backoff = new RetryPolicy(Optional.of(LOUD_AFTER), Duration.ofMillis(500), Duration.ofSeconds(30));
        PollSettings settings = new PollSettings(
                "test", 4, 10, new Patience(backoff, Optional.of(LOUD_AFTER), end), "domo.heartbeat", heartbeatMs);
        SourceMetrics metrics = new SourceMetrics(
                new TaskBeans(beans, WorkerMetrics.of(SourceTaskContext.class, null), "test", 0), time::get, time::get);
        queue = FeedQueue.of(List.of(feeds), settings, metrics, new Random(seed), time::get, time::get);
        metrics.show(() -> 0, () -> 0);
    }

    long now() {
        return time.get();
    }

    /** Steps of all feeds so far. */
    long steps() {
        return steps;
    }

    /** @throws org.apache.kafka.connect.errors.ConnectException where the task fails; the time is that of its failure then */
    void runFor(Duration duration) {
        long end = time.get() + duration.toMillis();
        while (true) {
            Optional<FeedSlot> due = queue.due();
            if (due.isPresent()) {
                run(due.get());
            } else if (queue.nextDueAt() > end) {
                time.set(end);
                return;
            } else {
                time.set(queue.nextDueAt());
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
