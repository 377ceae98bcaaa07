package io.connectdomo.sink.task;

import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.metrics.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Publishes for JMX and the log what the task holds, twice a second at most: with thousands of destinations each time costs. Task thread only. */
final class Publisher {
    private static final long PAUSE_MS = 500;

    private final Assignment assignment;
    private final Destinations destinations;
    private final SinkMetrics metrics;
    private final ProgressLog progress;
    private final ErrantLog errants;
    private final Map<Destination, Snapshot> snapshots = new HashMap<>();
    private long nextMs = Long.MIN_VALUE;

    /** @param fate of bad records, a clause */
    Publisher(Assignment assignment, Destinations destinations, SinkMetrics metrics, long nowMs, String fate) {
        this.errants = new ErrantLog(metrics, fate);
        this.progress = new ProgressLog(metrics, nowMs);
        this.assignment = assignment;
        this.destinations = destinations;
        this.metrics = metrics;
    }

    void publish(long nowMs) {
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + PAUSE_MS;
        int paused = 0;
        for (AssignedPartition partition : assignment.all()) {
            paused += partition.isPaused() ? 1 : 0;
            for (Feed feed : partition.feeds()) {
                snapshotOf(feed.destination()).partition(feed.oldestSeenMs(), partition.isPaused());
            }
        }
        metrics.partitions(assignment.all().size(), paused);
        Collection<? extends Destination> all = destinations.all();
        for (Destination destination : all) {
            snapshotOf(destination).publish(destination.openBytes());
        }
        progress.say(all, nowMs);
        errants.say(all, nowMs);
        if (snapshots.size() > all.size()) {
            snapshots.keySet().retainAll(Set.copyOf(all)); // some were replaced
        }
    }

    /** The task ends. */
    void last() {
        errants.sayRest(destinations.all());
    }

    private Snapshot snapshotOf(Destination destination) {
        return snapshots.computeIfAbsent(destination, each -> new Snapshot(each.metrics()));
    }
}
