package io.connectdomo.source.feed;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.FailureCause;
import io.connectdomo.source.feed.FeedSlot.Outcome;
import io.connectdomo.source.metrics.SourceMetrics;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Which feeds of a task are read next, and when the task fails. Pure logic on a clock of its own: who has the threads takes what
 * is {@link #due}, and hands each outcome to {@link #take}. Task thread only, but for {@link #isQuiet} and {@link #hasFailed}.
 *
 * <p>A task fails only where Domo refuses the token itself for a minute, where none of its feeds can be read and none of these
 * failures is still borne ({@link Trouble}), and on an error of the JVM. Whatever happens to one feed parks that feed.
 */
final class FeedQueue {
    private static final long NOT = -1;

    private final List<FeedSlot> slots;
    private final Patience patience;
    private final LongSupplier elapsedMs;
    private final PriorityQueue<FeedSlot> waiting = new PriorityQueue<>(Comparator.comparingLong(FeedSlot::dueAt));

    /** A 429 speaks for the token: no feed asks before. */
    private volatile long quietUntil = Long.MIN_VALUE;

    private long answeredAt = Long.MIN_VALUE;
    private long tokenRefusedSince = NOT;
    private long tokenRefusedLast;
    private final Set<FeedSlot> tokenRefusedTo = new HashSet<>();
    private volatile FeedSlot failed;

    /**
     * Opens the feeds. Asks Domo nothing.
     *
     * @param random for the pauses between attempts
     * @param elapsedMs milliseconds that only ever rise
     * @param wallMs for heartbeats
     */
    static FeedQueue of(
            List<FeedOpener> feeds,
            PollSettings settings,
            SourceMetrics metrics,
            RandomGenerator random,
            LongSupplier elapsedMs,
            LongSupplier wallMs) {
        List<FeedSlot> slots = feeds.stream()
                .map(opener -> new FeedSlot(
                        opener,
                        settings.patience(),
                        random,
                        elapsedMs,
                        new Heartbeat(settings.heartbeatTopic(), settings.heartbeatIntervalMs(), elapsedMs, wallMs),
                        metrics::partition))
                .toList();
        return new FeedQueue(slots, settings.patience(), elapsedMs);
    }

    private FeedQueue(List<FeedSlot> slots, Patience patience, LongSupplier elapsedMs) {
        this.slots = List.copyOf(slots);
        this.patience = patience;
        this.elapsedMs = elapsedMs;
        this.waiting.addAll(slots);
    }

    List<FeedSlot> slots() {
        return slots;
    }

    /** Takes one that is to be read now out of the queue, until {@link #take} puts it back. */
    Optional<FeedSlot> due() {
        return nextDueAt() <= elapsedMs.getAsLong() ? Optional.of(waiting.remove()) : Optional.empty();
    }

    /** When {@link #due} has one; the greatest long where all are being read, or the task has to fail. */
    long nextDueAt() {
        return waiting.isEmpty() || hasFailed()
                ? Long.MAX_VALUE
                : Math.max(waiting.element().dueAt(), quietUntil);
    }

    /** Whether nothing more is to be read, for the task has to fail. From any thread. */
    boolean hasFailed() {
        return failed != null;
    }

    /** Whether nothing is to be asked now. From any thread. */
    boolean isQuiet() {
        return elapsedMs.getAsLong() < quietUntil;
    }

    /** What came of a feed that was due. */
    void take(Outcome outcome) {
        FeedSlot slot = outcome.slot();
        if (outcome.answered()) {
            slot.answered();
            answeredAt = elapsedMs.getAsLong();
            tokenRefusedSince = NOT;
            tokenRefusedTo.clear();
        }
        if (outcome.goesOn()) {
            return;
        }
        if (outcome.failure() != null) {
            failed(slot, outcome.failure());
        } else if (outcome.step() == null) {
            slot.putOff(quietUntil);
        } else {
            slot.succeeded(outcome.step());
        }
        waiting.add(slot);
    }

    /** Why the task has to fail; empty while it goes on. */
    Optional<ConnectException> failure() {
        return Optional.ofNullable(failed).map(this::asFailureOfTask);
    }

    private void failed(FeedSlot slot, Throwable cause) {
        boolean othersAnswered =
                slot.trouble() != null && answeredAt > slot.trouble().lastAt();
        slot.failed(cause);
        long now = elapsedMs.getAsLong();
        switch (slot.trouble().kind()) {
            case PASSING -> {
                if (cause instanceof DomoException domo && domo.failureCause() == FailureCause.RATE_LIMITED) {
                    // A limit that others do not meet meanwhile is not the token's; what Domo asks for holds all the
                    // same.
                    long quiet = othersAnswered ? now + slot.trouble().askedMs() : slot.dueAt();
                    quietUntil = Math.max(quietUntil, quiet);
                }
            }
            case TOKEN -> tokenRefused(slot, now);
            case FATAL -> failed = slot;
            case NO, BROKEN -> {
                // Its own affair.
            }
        }
        if (slots.stream().allMatch(FeedSlot::isHopeless)) {
            failed = slot;
        }
        if (!hasFailed()) {
            slot.sayFailed();
        }
    }

    /** One feed's word is not enough where others could be asked: then another is, at once. */
    private void tokenRefused(FeedSlot slot, long now) {
        // Tried more often while it may be the token: what lies further apart was an odd answer each time.
        if (tokenRefusedSince == NOT
                || now - tokenRefusedLast > 2 * patience.ofNo().toMillis()) {
            tokenRefusedSince = now;
            tokenRefusedTo.clear();
        }
        tokenRefusedLast = now;
        tokenRefusedTo.add(slot);
        Optional<FeedSlot> witness = slots.stream()
                .filter(other -> other != slot && other.trouble() == null)
                .findFirst();
        if (tokenRefusedTo.size() == 1 && witness.isPresent()) {
            if (waiting.remove(witness.get())) {
                witness.get().hasten();
                waiting.add(witness.get());
            }
        } else if (now - tokenRefusedSince >= patience.ofNo().toMillis()) {
            failed = slot;
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof DomoException.Unauthorized no
                ? cause.getMessage() + " " + no.cure()
                : cause.getMessage();
    }

    private ConnectException asFailureOfTask(FeedSlot slot) {
        Throwable cause = slot.trouble().cause();
        // Of a refused token others may not have heard yet.
        boolean token = slot.trouble().kind() == Trouble.Kind.TOKEN;
        String others = slots.size() == 1 || token ? "" : ", and none of the task's other feeds";
        return new ConnectException(
                slot.name() + " can't be read" + others + ": " + reason(cause)
                        + " Nothing is lost: when the task is restarted, it goes on behind the last record it wrote.",
                cause);
    }
}
