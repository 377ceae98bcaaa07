package io.connectdomo.source.feed;

import io.connectdomo.common.metrics.Words;
import io.connectdomo.source.metrics.PartitionMetrics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed within the poll loop: when it is due, and how it fares. Its own failures cost it time and no other feed anything.
 * Everything but {@link #run} is called on the task's thread, never while {@code run} is under way.
 */
final class FeedSlot {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSlot.class);

    /** A step that neither asked nor brought anything has none at once behind it, whatever it says. */
    private static final long IDLE_AT_LEAST_MS = 100;

    private final FeedOpener opener;
    private final Patience patience;
    private final RandomGenerator random;
    private final LongSupplier elapsedMs;
    private final Heartbeat heartbeat;
    private final PartitionMetrics metrics;
    private Feed feed;
    private Map<String, Object> lastOffset;
    private boolean answeredBefore;
    private Trouble trouble;

    /** Whether it has to be opened anew before its next step. */
    private boolean broken;

    /** Of what kinds of failure it was said in this trouble what comes of them. */
    private final Set<Trouble.Kind> said = EnumSet.noneOf(Trouble.Kind.class);

    private boolean saidParked;
    private boolean saidLoudly;
    private long dueAt;

    FeedSlot(
            FeedOpener opener,
            Patience patience,
            RandomGenerator random,
            LongSupplier elapsedMs,
            Heartbeat heartbeat,
            Function<String, PartitionMetrics> metrics) {
        this.opener = opener;
        this.patience = patience;
        this.random = random;
        this.elapsedMs = elapsedMs;
        this.heartbeat = heartbeat;
        this.feed = opener.open(Optional.empty());
        this.metrics = metrics.apply(group());
        this.dueAt = elapsedMs.getAsLong();
    }

    /** Slots of one group share their threads. */
    String group() {
        return feed.partition().get(Partitions.FEED);
    }

    long dueAt() {
        return dueAt;
    }

    /** Null while it can be read. */
    Trouble trouble() {
        return trouble;
    }

    /** Whether it can't be read, and that is no more borne. */
    boolean isHopeless() {
        return trouble != null && trouble.isHopeless(elapsedMs.getAsLong());
    }

    /** It shall ask Domo as soon as it can. */
    void hasten() {
        feed.hasten();
        dueAt = elapsedMs.getAsLong();
    }

    /** It shall ask nothing until then. */
    void putOff(long until) {
        dueAt = Math.max(dueAt, until);
    }

    /**
     * One step, on a thread of the loop.
     *
     * @param mayGoOn whether the thread may take the next step at once, where there is one
     */
    Outcome run(BooleanSupplier mayGoOn) {
        try {
            if (broken) {
                feed = opener.open(Optional.ofNullable(lastOffset));
                broken = false;
            }
            Step step = feed.step();
            metrics.read(step.records().size(), feed.progress(), step.answered(), step.dueInMs());
            Optional<SourceRecord> beat =
                    trouble == null || step.answered() ? heartbeat.due(feed, step.answered()) : Optional.empty();
            remember(step, beat);
            // After failures it comes back first, so that they are forgotten.
            boolean goesOn = step.dueInMs() == 0 && !idle(step) && trouble == null && mayGoOn.getAsBoolean();
            return new Outcome(this, step, beat, null, goesOn);
        } catch (RuntimeException | Error e) {
            // An Error too has to reach the task: the feed would stand still without a word.
            return new Outcome(this, null, Optional.empty(), e, false);
        }
    }

    /** Where to go on if the feed has to be opened anew: behind what it has brought, or where it began. */
    private void remember(Step step, Optional<SourceRecord> beat) {
        if (beat.isPresent()) {
            lastOffset = offsetOf(beat.get());
        } else if (!step.records().isEmpty()) {
            lastOffset = offsetOf(step.records().get(step.records().size() - 1));
        } else if (lastOffset == null) {
            lastOffset = feed.offset();
        }
    }

    /** Domo has answered it, even if the next step is under way already. */
    void answered() {
        answeredBefore = true;
    }

    void succeeded(Step step) {
        if (trouble != null && step.answered()) {
            LOG.info("{} is read again, after {} failed attempts", feed.name(), trouble.attempts());
            trouble = null;
            said.clear();
            saidParked = false;
            saidLoudly = false;
        }
        long due = idle(step) ? Math.max(step.dueInMs(), IDLE_AT_LEAST_MS) : step.dueInMs();
        // No heartbeat comes of what can't be read: it is none to wake for.
        dueAt = elapsedMs.getAsLong() + (trouble == null ? heartbeat.atMostMs(due) : due);
    }

    /** Decides when it is tried again; what is said of it waits for what the task makes of it, see {@link #sayFailed}. */
    void failed(Throwable cause) {
        long now = elapsedMs.getAsLong();
        if (trouble == null) {
            trouble = new Trouble(patience, random, answeredBefore, now);
        }
        trouble.failed(cause, now);
        broken |= trouble.kind() == Trouble.Kind.BROKEN;
        metrics.failed(cause, trouble.isParked(now));
        dueAt = now + trouble.pauseMs(now);
    }

    String name() {
        return feed.name();
    }

    /**
     * That it has failed, where the task goes on: once of each kind of failure, for each has an end of its own; once when it is
     * parked, once when it lasts.
     */
    void sayFailed() {
        long now = elapsedMs.getAsLong();
        String why = trouble.cause().getMessage();
        if (trouble.isParked(now)) {
            if (!saidParked) {
                saidParked = true;
                LOG.warn(
                        "{} is parked: {} The other feeds of the task go on. It is tried again in {}, then at longer pauses of"
                                + " at most an hour; a restart of the task tries it at once. Nothing of it is lost.",
                        feed.name(),
                        why,
                        Words.duration(dueAt - now),
                        trouble.kind() == Trouble.Kind.BROKEN ? trouble.cause() : null);
            }
        } else if (said.add(trouble.kind())) {
            LOG.warn(
                    "{} has to wait: {} {}",
                    feed.name(),
                    why,
                    trouble.outlook(now),
                    trouble.kind() == Trouble.Kind.BROKEN ? trouble.cause() : null);
        }
        long lasts = now - trouble.since();
        if (!saidLoudly
                && patience.loudAfter().filter(time -> lasts >= time.toMillis()).isPresent()) {
            saidLoudly = true;
            LOG.error(
                    "{} has not been read for {}: {} Nothing is lost, and it is tried again for as long as the task runs; what"
                            + " happens in Domo meanwhile comes when it can be read. Look at Domo's status, the token and the network.",
                    feed.name(),
                    Words.duration(lasts),
                    why);
        }
    }

    /** A feed's own are maps of text and values. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> offsetOf(SourceRecord record) {
        return (Map<String, Object>) record.sourceOffset();
    }

    private static boolean idle(Step step) {
        return !step.answered() && step.records().isEmpty();
    }

    /**
     * What {@link #run} came to: a step, a failure, or neither where it was put off.
     *
     * @param goesOn whether the thread takes another step at once
     */
    record Outcome(FeedSlot slot, Step step, Optional<SourceRecord> heartbeat, Throwable failure, boolean goesOn) {
        static Outcome putOff(FeedSlot slot) {
            return new Outcome(slot, null, Optional.empty(), null, false);
        }

        /** Whether Domo has answered. */
        boolean answered() {
            return step != null && step.answered();
        }

        /** In their order; a heartbeat speaks of what is before it. */
        List<SourceRecord> records() {
            if (step == null || heartbeat.isEmpty()) {
                return step == null ? List.of() : step.records();
            }
            List<SourceRecord> records = new ArrayList<>(step.records());
            records.add(heartbeat.get());
            return records;
        }
    }
}
