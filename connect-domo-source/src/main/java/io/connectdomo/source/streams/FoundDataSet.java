package io.connectdomo.source.streams;

import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.OptionalLong;

/** What is known of the stream of one DataSet, and when Domo is asked for it. Times in milliseconds. Not thread-safe. */
final class FoundDataSet {
    /** So many answers that something is no longer there are believed. */
    static final int LOOKS_TO_BE_GONE = 2;

    /** So many definite refusals stand for an answer. */
    static final int REFUSALS = 3;

    static final long FIRST_PAUSE = Duration.ofSeconds(5).toMillis();
    static final long LONGEST_PAUSE = Duration.ofHours(1).toMillis();

    private static final int FORBIDDEN = 403;

    private final String id;
    private OptionalLong stream = OptionalLong.empty();
    private boolean answered;
    private boolean tried;
    private int gone;
    private int refusals;
    private int absent;
    private long pause = FIRST_PAUSE;
    private long dueAt;

    FoundDataSet(String id, long dueAt) {
        this.id = id;
        this.dueAt = dueAt;
    }

    String id() {
        return id;
    }

    OptionalLong stream() {
        return stream;
    }

    long dueAt() {
        return dueAt;
    }

    /** Whether Domo has said once which stream it is. */
    boolean answered() {
        return answered;
    }

    /** Whether it was asked for once, with whatever result. */
    boolean tried() {
        return tried;
    }

    /** Whether no better answer is to be expected soon. */
    boolean decided() {
        return answered || refusals >= REFUSALS;
    }

    /**
     * Domo has answered.
     *
     * @param soon when to ask again where the answer takes something away
     * @param seldom when to ask again else
     */
    void is(OptionalLong now, long soon, long seldom) {
        tried = true;
        answered = true;
        refusals = 0;
        pause = FIRST_PAUSE;
        dueAt = seldom;
        if (now.isPresent()) {
            stream = now;
            gone = 0;
        } else if (stream.isPresent()) {
            gone++;
            dueAt = soon;
            stream = gone >= LOOKS_TO_BE_GONE ? OptionalLong.empty() : stream;
        }
    }

    /** Domo says that there is no such DataSet. That it says so once need not mean much. */
    void isMissing(long now, long soon) {
        tried = true;
        gone++;
        dueAt = soon;
        if (gone >= LOOKS_TO_BE_GONE) {
            answered = true;
            stream = OptionalLong.empty();
        } else if (!answered) {
            dueAt = now + FIRST_PAUSE;
        }
    }

    /**
     * It could not be asked for; what is known holds.
     *
     * @param itsOwn whether it is not Domo as a whole that fails
     */
    void failed(RuntimeException why, boolean itsOwn, long now) {
        tried = true;
        dueAt = now + pause;
        if (itsOwn) {
            refusals += isDefinite(why) ? 1 : 0;
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
        }
    }

    /** Whether a search did not find it any more, so often that it is believed. */
    boolean absent(boolean missing) {
        absent = missing ? absent + 1 : 0;
        return absent >= LOOKS_TO_BE_GONE;
    }

    /** Whether it is no better if it is asked for again: a refusal, or a fault of ours. */
    static boolean isDefinite(RuntimeException why) {
        if (why instanceof DomoException.Refused refused) {
            return !refused.mayPass();
        }
        if (why instanceof DomoException.Unauthorized unauthorized) {
            return unauthorized.status() == FORBIDDEN && !unauthorized.blocked();
        }
        return !(why instanceof DomoException);
    }
}
