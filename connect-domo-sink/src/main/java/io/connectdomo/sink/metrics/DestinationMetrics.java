package io.connectdomo.sink.metrics;

import static io.connectdomo.common.metrics.SinkDestinationMetric.ABANDONED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.COMMITS;
import static io.connectdomo.common.metrics.SinkDestinationMetric.COMMIT_LATENCY;
import static io.connectdomo.common.metrics.SinkDestinationMetric.COMMIT_LATENCY_MAX;
import static io.connectdomo.common.metrics.SinkDestinationMetric.CREDITS;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ERRANT;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ERRANT_NO_COLUMN;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ERRANT_REFUSED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ERRANT_UNFIT_VALUE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ERRANT_UNUSABLE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.LAST_COMMIT_AGE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.OLDEST_AGE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.OPEN_BYTES;
import static io.connectdomo.common.metrics.SinkDestinationMetric.PARKED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.PARTS;
import static io.connectdomo.common.metrics.SinkDestinationMetric.PARTS_IN_FLIGHT;
import static io.connectdomo.common.metrics.SinkDestinationMetric.PAUSED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORDS;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORD_TO_COMMITTED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORD_TO_COMMITTED_MAX;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORD_TO_COMMITTED_MIN;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES_CONNECTION;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES_OTHER;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES_RATE_LIMITED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES_SERVER_ERROR;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES_TIMEOUT;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RETRIES_UNAUTHORIZED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ROWS;
import static io.connectdomo.common.metrics.SinkDestinationMetric.SESSIONS_LOST;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNKNOWN;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNKNOWN_ABSENT;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNKNOWN_AGE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNKNOWN_COMMITTED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNKNOWN_PENDING;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNKNOWN_UNRESOLVED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UNREPRESENTABLE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.UPLOADED_BYTES;
import static io.connectdomo.common.metrics.SinkDestinationMetric.WAITING;
import static io.connectdomo.common.metrics.SinkDestinationMetric.WAITING_LEFT;

import io.connectdomo.common.http.FailureCause;
import io.connectdomo.common.metrics.Readings;
import io.connectdomo.common.metrics.RecentMax;
import io.connectdomo.common.metrics.SinkDestinationMetric;
import io.connectdomo.sink.record.BadRecordException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What is counted of one destination. Events are counted where they happen, from any thread; what JMX reads beside them is what the
 * task thread last {@link Snapshot published}.
 */
public final class DestinationMetrics {
    private final LongSupplier nowMs;
    private final LongSupplier wallClockMs;
    private final RecentMax commitLatency;
    private final RecentMax recordToCommitted;
    private final Set<OutcomeMetrics> unknown = ConcurrentHashMap.newKeySet();
    private final Readings<SinkDestinationMetric> readings;
    private final UnsaidErrants errants = new UnsaidErrants();
    private volatile long lastCommitMs;
    private volatile long oldestSeenMs = Snapshot.NOTHING;
    private volatile Waiting waiting;

    /**
     * @param nowMs only goes forward; as the task's ticker
     * @param wallClockMs as the timestamps of records
     */
    DestinationMetrics(LongSupplier nowMs, LongSupplier wallClockMs) {
        this.nowMs = nowMs;
        this.wallClockMs = wallClockMs;
        this.commitLatency = new RecentMax(nowMs);
        this.recordToCommitted = new RecentMax(nowMs);
        this.lastCommitMs = nowMs.getAsLong();
        this.readings = new Readings<>(SinkDestinationMetric.class)
                .reading(UNKNOWN_PENDING, unknown::size)
                .reading(UNKNOWN_AGE, this::unknownAgeMs)
                .reading(WAITING, this::waitingMs)
                .reading(WAITING_LEFT, this::waitingLeftMs)
                .reading(OLDEST_AGE, () -> oldestSeenMs == Snapshot.NOTHING ? 0 : since(oldestSeenMs))
                .reading(LAST_COMMIT_AGE, () -> since(lastCommitMs))
                .reading(COMMIT_LATENCY_MAX, commitLatency::get)
                .reading(RECORD_TO_COMMITTED_MAX, recordToCommitted::get);
        readings.set(COMMIT_LATENCY, -1);
        readings.set(RECORD_TO_COMMITTED, -1);
    }

    Readings<SinkDestinationMetric> readings() {
        return readings;
    }

    private long since(long atMs) {
        return Math.max(0, nowMs.getAsLong() - atMs);
    }

    // ---- on the way to Domo

    /** Parts, slices or files are on their way. */
    public void sending(int parts) {
        readings.change(PARTS_IN_FLIGHT, parts);
    }

    /** They are not any more, whatever came of them. */
    public void sent(int parts) {
        readings.change(PARTS_IN_FLIGHT, -parts);
    }

    /**
     * Domo has taken them.
     *
     * @param bytes as they were sent
     */
    public void taken(int parts, long bytes) {
        readings.add(PARTS, parts);
        readings.add(UPLOADED_BYTES, bytes);
    }

    public void sessionLost() {
        readings.count(SESSIONS_LOST);
    }

    /** A request failed and is sent again. */
    public void retried(FailureCause cause) {
        readings.count(RETRIES);
        readings.count(
                switch (cause) {
                    case RATE_LIMITED -> RETRIES_RATE_LIMITED;
                    case SERVER_ERROR -> RETRIES_SERVER_ERROR;
                    case TIMEOUT -> RETRIES_TIMEOUT;
                    case CONNECTION -> RETRIES_CONNECTION;
                    case UNAUTHORIZED -> RETRIES_UNAUTHORIZED;
                    case OTHER -> RETRIES_OTHER;
                });
    }

    // ---- waiting

    /**
     * Domo keeps failing; goes on for as long as nobody says {@link #goesOn}.
     *
     * @param leftMs until it is given up; negative for never, or where it is not known
     * @param refused whether Domo refuses (401, 403)
     */
    public void waits(String what, long leftMs, boolean refused) {
        long now = nowMs.getAsLong();
        Waiting before = waiting;
        waiting = new Waiting(what, before == null ? now : before.sinceMs(), leftMs < 0 ? -1 : now + leftMs, refused);
    }

    public void goesOn() {
        waiting = null;
    }

    /** Null while Domo answers. */
    public Waiting waiting() {
        return waiting;
    }

    private long waitingMs() {
        Waiting now = waiting;
        return now == null ? 0 : since(now.sinceMs());
    }

    private long waitingLeftMs() {
        Waiting now = waiting;
        return now == null || now.untilMs() < 0 ? -1 : Math.max(0, now.untilMs() - nowMs.getAsLong());
    }

    // ---- outcomes

    /** For one commit, document or file. */
    public OutcomeMetrics outcome() {
        return new OutcomeMetrics(this);
    }

    Waiting unknown(OutcomeMetrics outcome, String what, long budgetMs) {
        unknown.add(outcome);
        readings.count(UNKNOWN);
        long now = nowMs.getAsLong();
        return new Waiting(what, now, budgetMs < 0 ? -1 : now + budgetMs, false);
    }

    void resolved(OutcomeMetrics outcome, Resolution how) {
        unknown.remove(outcome);
        readings.count(
                switch (how) {
                    case COMMITTED -> UNKNOWN_COMMITTED;
                    case ABSENT -> UNKNOWN_ABSENT;
                    case UNRESOLVED -> UNKNOWN_UNRESOLVED;
                });
    }

    /** What has been being found out for longest. */
    public Optional<Waiting> oldestUnknown() {
        return unknown.stream()
                .map(OutcomeMetrics::pending)
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(Waiting::sinceMs));
    }

    private long unknownAgeMs() {
        return oldestUnknown().map(pending -> since(pending.sinceMs())).orElse(0L);
    }

    /** It is in Domo for certain. */
    public void committed(long rows, int credits) {
        readings.count(COMMITS);
        readings.add(ROWS, rows);
        readings.add(CREDITS, credits);
        lastCommitMs = nowMs.getAsLong();
    }

    /** From asking for a commit to its certain outcome. */
    public void commitTook(long ms) {
        readings.set(COMMIT_LATENCY, ms);
        commitLatency.record(ms);
    }

    // ---- batches

    public void durable(long records) {
        readings.add(RECORDS, records);
    }

    /**
     * @param first timestamp of the first record of a batch that is durable now, of several partitions the earliest
     * @param last of its last one
     */
    public void timestamps(long first, long last) {
        long now = wallClockMs.getAsLong();
        readings.set(RECORD_TO_COMMITTED, Math.max(0, now - first));
        readings.set(RECORD_TO_COMMITTED_MIN, Math.max(0, now - last));
        recordToCommitted.record(Math.max(0, now - first));
    }

    public void abandoned() {
        readings.count(ABANDONED);
    }

    /** Task thread. */
    public void errant(BadRecordException bad) {
        errants.add(bad.getMessage(), nowMs.getAsLong());
        readings.count(ERRANT);
        readings.count(
                switch (bad.errantCause()) {
                    case UNFIT_VALUE -> ERRANT_UNFIT_VALUE;
                    case NO_COLUMN -> ERRANT_NO_COLUMN;
                    case REFUSED_BY_DOMO -> ERRANT_REFUSED;
                    case UNUSABLE_RECORD -> ERRANT_UNUSABLE;
                });
    }

    /** Bad records that nobody was told of yet. Task thread. */
    public UnsaidErrants errants() {
        return errants;
    }

    /** A value was written as NULL, or as another date, because it has no form where it goes. */
    public void replacedValue() {
        readings.count(UNREPRESENTABLE);
    }

    public void parked() {
        readings.set(PARKED, 1);
    }

    /** What the task thread sees now; {@link Snapshot}. */
    void publish(long oldestSeen, int pausedPartitions, long openBytes) {
        oldestSeenMs = oldestSeen;
        readings.set(PAUSED, pausedPartitions);
        readings.set(OPEN_BYTES, openBytes);
    }
}
