package io.connectdomo.sink.commit;

import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Decides what becomes of one commit whose reply may be lost. It is told what was answered and what is seen, and says what to do
 * next; it has no clock, sends nothing and knows no thread. {@link Commit} does what it says.
 *
 * <p>The rule: a commit is sent again only after it was looked for and did not show, and never before the first of these looks is
 * {@code commit.resolve.grace.ms} old; it counts as written only where it is seen or answered so; and where its rows would be
 * written another way, it counts as absent only when nothing of it can show any more: {@code commit.timeout.ms}, within which what
 * was sent lands, and the grace after it. The states, and all the ways between them:
 *
 * <pre>
 *   UNSENT    nothing has left, or nothing that could have worked
 *     → UNSENT    not one byte left: the retry budget decides about another try
 *     → IN_DOUBT  sent, and no clear answer came
 *     → WRITTEN   answered so, or it was there already
 *     → SETTLED   refused; or not sent, because somebody else has its place, its columns or its partitions
 *   IN_DOUBT  sent, and nobody knows whether it worked: it is looked for
 *     → IN_DOUBT  it does not show, and may yet
 *     → REPEATING it should have shown, and may be sent again
 *     → WRITTEN   it is seen
 *     → SETTLED   Domo failed over it; or it can't show any more; or somebody else has its place or its partitions; or the
 *                 budget is spent, and then it stays unknown
 *   REPEATING about to be sent again, and may still have worked before
 *     → REPEATING not one byte left
 *     → IN_DOUBT  sent again without a clear answer, or refused, or not to be sent any more as things are now
 *     → WRITTEN   answered so, or it is there now
 *     → SETTLED   somebody else has its place or its partitions
 *   WRITTEN   it worked; what belongs to it is still to be done
 *     → WRITTEN   not done yet
 *     → SETTLED   done, or given up
 *   SETTLED   its outcome is known
 * </pre>
 *
 * <p>Not thread-safe. Times are milliseconds of one monotonic clock.
 *
 * @param <R> what a commit that worked leaves
 */
final class Settlement<R> {
    private static final long NEVER = -1;
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;

    enum State {
        UNSENT,
        IN_DOUBT,
        REPEATING,
        WRITTEN,
        SETTLED
    }

    private static final Map<State, Set<State>> WAYS = Map.of(
            State.UNSENT, Set.of(State.IN_DOUBT, State.WRITTEN, State.SETTLED),
            State.IN_DOUBT, Set.of(State.IN_DOUBT, State.REPEATING, State.WRITTEN, State.SETTLED),
            State.REPEATING, Set.of(State.IN_DOUBT, State.WRITTEN, State.SETTLED),
            State.WRITTEN, Set.of(State.WRITTEN, State.SETTLED),
            State.SETTLED, Set.of());

    /** What is to be done next. */
    enum Action {
        SEND,
        LOOK,
        COMPLETE,
        NOTHING
    }

    /**
     * The next command.
     *
     * @param inMs after which pause
     * @param why what is waited for, where Domo is the reason; null for an ordinary next step
     */
    record Next(Action action, long inMs, String why) {
        private static Next now(Action action) {
            return new Next(action, 0, null);
        }
    }

    private final String what;
    private final CommitTimes times;
    private final boolean writesOnce;

    private State state = State.UNSENT;
    private R result;
    private Outcome<R> outcome;

    // What is in doubt. The budget begins with the first doubt, and goes on over all repetitions.
    private long unknownSinceMs = NEVER;
    private long firstLookMs = NEVER;
    private long sentMs;
    private long pauseMs;
    private boolean mayHaveWorked;
    private boolean refusedAgain;
    private String lastAnswer = "";

    /**
     * @param what the commit of what, in words
     * @param writesOnce see {@link CommitStore#writesOnce}
     */
    Settlement(String what, CommitTimes times, boolean writesOnce) {
        this.what = what;
        this.times = times;
        this.writesOnce = writesOnce;
    }

    State state() {
        return state;
    }

    /** Null until it is settled. */
    Outcome<R> outcome() {
        return outcome;
    }

    /** Whether anything has left that may have worked. */
    boolean everSent() {
        return unknownSinceMs != NEVER;
    }

    /** See {@link CommitStore#look}. */
    boolean refusedAgain() {
        return refusedAgain;
    }

    /** Why its outcome was last unknown. */
    String lastAnswer() {
        return lastAnswer;
    }

    private void become(State next) {
        if (!WAYS.get(state).contains(next)) {
            throw new IllegalStateException("From " + state + " there is no way to " + next + ": " + what);
        }
        state = next;
    }

    // ---- what it is told before it is sent

    /** What stands in the way now. */
    Next inspected(Inspection<R> found, long nowMs) {
        require(state == State.UNSENT || state == State.REPEATING);
        if (found instanceof Inspection.There<R> there) {
            return written(there.result());
        }
        if (found instanceof Inspection.Hindered<R> hindered) {
            return everSent() && !hindered.decides()
                    ? doubt("the DataSet has changed", 0, true, nowMs)
                    : settle(new Outcome.Hindered<>(hindered.obstacle()));
        }
        return Next.now(Action.SEND);
    }

    /** Its partitions belong to somebody else now: it is not sent, or not sent again. */
    Next disowned(long nowMs) {
        require(state == State.UNSENT || state == State.REPEATING);
        if (everSent() && mayStillLand(nowMs)) {
            return lookAgain("the " + what + " is somebody else's to repeat, and may still show", nowMs);
        }
        return settle(new Outcome.TakenOver<>("its partitions were taken over by another task"));
    }

    // ---- what it is told when it was sent

    /**
     * What an attempt came to.
     *
     * @param begunMs when it was sent
     */
    Next replied(Reply<R> reply, long begunMs, long nowMs) {
        require(state == State.UNSENT || state == State.REPEATING);
        sentMs = begunMs;
        if (reply instanceof Reply.Worked<R> worked) {
            return written(worked.result());
        }
        if (reply instanceof Reply.Refused<R> no) {
            return everSent()
                    ? doubt(no.cause().getMessage(), 0, true, nowMs)
                    : settle(new Outcome.Rejected<>(no.cause()));
        }
        if (reply instanceof Reply.Unclear<R> unclear) {
            boolean again = everSent() && unclear.refusal();
            mayHaveWorked |= unclear.mayHaveWorked() && !again;
            return doubt(unclear.cause().getMessage(), askedMs(unclear.cause()), again, nowMs);
        }
        return Next.now(Action.SEND); // not sent: nothing is new
    }

    private static long askedMs(DomoException cause) {
        return cause instanceof DomoException.Retriable retriable
                ? retriable.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0;
    }

    /** @param refused whether it is Domo's no to a repetition: the commit before may have worked, and may only show late */
    private Next doubt(String answer, long askedMs, boolean refused, long nowMs) {
        become(State.IN_DOUBT);
        if (unknownSinceMs == NEVER) {
            unknownSinceMs = nowMs;
        }
        refusedAgain |= refused;
        lastAnswer = answer;
        firstLookMs = NEVER;
        pauseMs = Math.min(FIRST_PAUSE_MS, Math.max(1, times.graceMs() / 4));
        // As long as Domo asked for; but some of the budget must be left to look.
        long left = leftMs(nowMs);
        long asked = left < 0 ? askedMs : Math.min(askedMs, left / 2);
        return new Next(Action.LOOK, Math.max(nextPauseMs(), asked), "the outcome of the " + what + " is not known");
    }

    // ---- what it is told when it is looked for

    /** What a look showed. */
    Next saw(Sighting<R> sighting, boolean owned, long nowMs) {
        require(state == State.IN_DOUBT);
        if (firstLookMs == NEVER) {
            firstLookMs = nowMs;
        }
        return switch (sighting.kind()) {
            case WRITTEN -> written(sighting.result());
            case FAILED ->
                settle(new Outcome.Rejected<>(new IllegalStateException(
                        "Domo lists the data version of the " + what + " as failed (" + lastAnswer + ")")));
            case ANOTHERS -> settle(new Outcome.Hindered<>(Obstacle.OVERTAKEN));
            case NOT_TOLD_YET ->
                isEarly(nowMs) || mayStillLand(nowMs)
                        ? lookAgain("Domo has not worked out yet what is where the " + what + " belongs", nowMs)
                        : settle(new Outcome.Hindered<>(Obstacle.OVERTAKEN));
            // The same upload can do no harm twice; so long a look is enough, unless it can't be sent again anyway.
            case IN_PROGRESS ->
                !refusedAgain && isLateSince(firstLookMs, nowMs)
                        ? absent(owned, nowMs)
                        : lookAgain("Domo is still processing the " + what, nowMs);
            // What the other list would say can't be waited for longer than for what can't be repeated.
            case HALF_SEEN ->
                isLateSince(unknownSinceMs, nowMs)
                        ? absent(owned, nowMs)
                        : lookAgain(
                                "only one list of data versions can be read, and the " + what + " is not in it", nowMs);
            case NOT_THERE -> absent(owned, nowMs);
        };
    }

    private Next absent(boolean owned, long nowMs) {
        boolean sameAgain = writesOnce && owned && !refusedAgain;
        if (isEarly(nowMs) || (!sameAgain && mayStillLand(nowMs))) {
            return lookAgain("the " + what + " does not show yet", nowMs);
        }
        if (refusedAgain) {
            return !mayHaveWorked || isLateSince(unknownSinceMs, nowMs)
                    ? settle(
                            new Outcome.NotWritten<>("it did not show, and Domo does not take it again: " + lastAnswer))
                    : lookAgain("the " + what + " can't be repeated, and does not show yet", nowMs);
        }
        if (!owned) {
            return settle(new Outcome.TakenOver<>("it did not show within commit.resolve.grace.ms"));
        }
        become(State.REPEATING);
        return new Next(Action.SEND, 0, "the " + what + " is repeated");
    }

    private Next lookAgain(String why, long nowMs) {
        if (leftMs(nowMs) == 0) {
            return settle(new Outcome.Unresolved<>(new IllegalStateException(
                    "After domo.retry.timeout.ms it is still unknown whether the " + what + " worked: " + lastAnswer)));
        }
        become(State.IN_DOUBT);
        return new Next(Action.LOOK, nextPauseMs(), why);
    }

    /** Longer each time. */
    private long nextPauseMs() {
        long pause = pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        return pause;
    }

    /** Whether what worked may still not show. */
    private boolean isEarly(long nowMs) {
        return nowMs - firstLookMs < times.graceMs();
    }

    /** Whether what was sent last may land still, or may have landed and not show. */
    private boolean mayStillLand(long nowMs) {
        return nowMs - sentMs < times.attemptMs() + times.graceMs();
    }

    private boolean isLateSince(long sinceMs, long nowMs) {
        return nowMs - sinceMs >= times.keepAskingMs();
    }

    /** Of the budget of the whole; -1 where it never ends. */
    private long leftMs(long nowMs) {
        return times.budgetMs() < 0 ? -1 : Math.max(0, times.budgetMs() - (nowMs - unknownSinceMs));
    }

    // ---- how it ends

    private Next written(R left) {
        become(State.WRITTEN);
        result = left;
        return Next.now(Action.COMPLETE);
    }

    /** What it has left; only once it is written. */
    R result() {
        return result;
    }

    /** What belongs to it is done, or not yet. */
    Next completed(boolean done) {
        require(state == State.WRITTEN);
        if (done) {
            return settle(new Outcome.Committed<>(result));
        }
        become(State.WRITTEN);
        return Next.now(Action.COMPLETE);
    }

    /**
     * There will be no other try: refused, or the retry budget is spent.
     *
     * @param refused whether by Domo's no, rather than by Domo being away
     */
    Next gaveUp(RuntimeException cause, boolean refused) {
        if (state == State.WRITTEN) {
            return settle(new Outcome.Incomplete<>(result, cause));
        }
        if (everSent()) {
            return settle(new Outcome.Unresolved<>(cause));
        }
        return settle(refused ? new Outcome.Rejected<>(cause) : new Outcome.NotSent<>(cause));
    }

    private Next settle(Outcome<R> known) {
        become(State.SETTLED);
        outcome = known;
        return Next.now(Action.NOTHING);
    }

    private void require(boolean expected) {
        if (!expected) {
            throw new IllegalStateException("Not to be told this in " + state + ": " + what);
        }
    }
}
