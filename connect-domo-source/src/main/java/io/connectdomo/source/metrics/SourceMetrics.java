package io.connectdomo.source.metrics;

import io.connectdomo.common.metrics.Aggregate;
import io.connectdomo.common.metrics.Bean;
import io.connectdomo.common.metrics.Readings;
import io.connectdomo.common.metrics.SourceFeedMetric;
import io.connectdomo.common.metrics.SourceTaskMetric;
import io.connectdomo.common.metrics.TaskBeans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is counted of one source task, and the beans that show it. Task thread only; what JMX reads is safe for it. */
public final class SourceMetrics implements AutoCloseable {
    private final TaskBeans beans;
    private final LongSupplier nowMs;
    private final LongSupplier wallClockMs;
    private final List<ProgressLog> progress = new ArrayList<>();
    private final Readings<SourceTaskMetric> task = new Readings<>(SourceTaskMetric.class);
    private final Aggregate<SourceFeedMetric> all = new Aggregate<>(SourceFeedMetric.class);
    private final Map<String, FeedMetrics> feeds = new LinkedHashMap<>();
    private int partitions;
    private volatile long lastPollMs;

    /**
     * @param nowMs only goes forward
     * @param wallClockMs for people
     */
    public SourceMetrics(TaskBeans beans, LongSupplier nowMs, LongSupplier wallClockMs) {
        this.wallClockMs = wallClockMs;
        this.beans = beans;
        this.nowMs = nowMs;
        this.lastPollMs = nowMs.getAsLong();
    }

    /**
     * One more source partition.
     *
     * @param feed as users name it
     */
    public PartitionMetrics partition(String feed) {
        partitions++;
        return feeds.computeIfAbsent(feed, name -> new FeedMetrics(name, nowMs)).partition();
    }

    /**
     * Shows the task and its feeds. Last of all that can fail in its start, for nobody stops a task that has not started.
     *
     * @param requests sent so far; safe from any thread
     * @param clockSpread milliseconds between the clocks of Domo's recent replies; safe from any thread
     */
    public void show(LongSupplier requests, LongSupplier clockSpread) {
        task.set(SourceTaskMetric.PARTITIONS, partitions);
        task.reading(SourceTaskMetric.REQUESTS, requests)
                .reading(SourceTaskMetric.CLOCK_SPREAD, clockSpread)
                .reading(SourceTaskMetric.LAST_POLL_AGE, () -> Math.max(0, nowMs.getAsLong() - lastPollMs));
        beans.register(Bean.of("source-task").with(SourceTaskMetric.class, task).with(SourceFeedMetric.class, all));
        feeds.values().forEach(feed -> {
            all.add(feed.readings());
            progress.add(new ProgressLog(feed, wallClockMs, nowMs.getAsLong()));
            beans.register(
                    Bean.of("source-feed").key("feed", feed.name()).with(SourceFeedMetric.class, feed.readings()));
        });
    }

    /** The worker asks for records. */
    public void polled() {
        lastPollMs = nowMs.getAsLong();
        progress.forEach(feed -> feed.say(lastPollMs));
    }

    @Override
    public void close() {
        beans.close();
    }
}
