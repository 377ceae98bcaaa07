package io.connectdomo.source.executions;

import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that Domo may not have. That it has none is learned from refusals, of a page that never answered, and proved by the
 * stream's own page, which answers; it is asked for again from time to time. Not thread-safe.
 */
final class OptionalPage {
    static final long ASK_AGAIN_MS = Duration.ofHours(1).toMillis();

    /** A refusal that may pass, and what looks wrong, is believed when it comes so often. */
    static final int REPEATED = 3;

    private static final Logger LOG = LoggerFactory.getLogger(OptionalPage.class);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final String name;
    private final long stream;
    private final LongSupplier elapsedMs;
    private boolean worked;
    private boolean absent;
    private long askAgainAt;
    private int doubts;
    private int missed;
    private int most;

    /**
     * @param name as logs have it
     * @param most rows that are asked for at once
     */
    OptionalPage(String name, long stream, int most, LongSupplier elapsedMs) {
        this.name = name;
        this.stream = stream;
        this.most = most;
        this.elapsedMs = elapsedMs;
    }

    /** False while Domo is known not to have it. */
    boolean worthAsking() {
        return !absent || elapsedMs.getAsLong() >= askAgainAt;
    }

    /** Whether it is known not to be there, however long ago that was learned. */
    boolean isAbsent() {
        return absent;
    }

    /** Whether it was missing several times in a row: before, that may have been an accident. */
    boolean isSurelyAbsent() {
        return absent && missed >= REPEATED;
    }

    /** Whether it has ever answered, with something in it. */
    boolean worked() {
        return worked;
    }

    void answered() {
        if (absent) {
            LOG.info("Domo's page {} of stream {} is there again", name, stream);
        }
        worked = true;
        absent = false;
        doubts = 0;
        missed = 0;
    }

    /**
     * Takes note of a refusal.
     *
     * @throws RuntimeException the refusal itself, where it says nothing about whether Domo has the page
     */
    void refused(DomoException refusal) {
        if (!absent && (worked || (!definite(refusal) && !isDoubtedEnough()))) {
            throw refusal;
        }
    }

    /** Whether it has looked wrong several times in a row, this time included. */
    boolean isDoubtedEnough() {
        return ++doubts >= REPEATED;
    }

    /**
     * It is not there; asked for again in an hour.
     *
     * @param instead what is read in its place
     */
    void missing(String why, String instead) {
        if (!absent) {
            LOG.warn(
                    "Domo's page {} of stream {} {}: {}. It is asked for again once an hour.",
                    name,
                    stream,
                    why,
                    instead);
        }
        absent = true;
        doubts = 0;
        missed++;
        askAgainAt = elapsedMs.getAsLong() + ASK_AGAIN_MS;
    }

    /** How many rows to ask for, at most {@code wanted}. */
    int limit(int wanted) {
        return Math.min(wanted, most);
    }

    /**
     * A reply was too large to be read.
     *
     * @return false where it can't be asked for in smaller pieces
     */
    boolean smaller(int asked) {
        if (asked <= 1) {
            return false;
        }
        most = Math.min(most, asked / 2);
        return true;
    }

    /** Whether it says that Domo has no such page, or not for this token; a web page in Domo's place may say that, too. */
    static boolean aboutThePage(DomoException refusal) {
        if (refusal instanceof DomoException.Retriable retriable) {
            return retriable.page();
        }
        if (refusal instanceof DomoException.Unauthorized denied) {
            return denied.status() == FORBIDDEN && !denied.blocked();
        }
        return refusal instanceof DomoException.Refused refused && !refused.isRedirect();
    }

    /** Whether Domo itself says that what was asked for is not there. */
    static boolean notFound(DomoException refusal) {
        return refusal instanceof DomoException.Refused refused && refused.status() == NOT_FOUND && refused.json();
    }

    private static boolean definite(DomoException refusal) {
        return refusal instanceof DomoException.Refused refused && !refused.mayPass();
    }
}
