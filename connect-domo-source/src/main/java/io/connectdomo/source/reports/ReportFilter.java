package io.connectdomo.source.reports;

import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose reports are asked for. Domo documents only the token owner's; everybody's were seen in one client. To do with less than is
 * wanted needs proof, because what is not read may be missing for good: a definite refusal while the owner's are shown, twice,
 * some time apart. What was given up is asked for again at every full pass. Not thread-safe.
 */
final class ReportFilter {
    private static final Logger LOG = LoggerFactory.getLogger(ReportFilter.class);

    /** As this connector understands it: the documented filter is the token owner's. */
    private static final String DOMOS_DEFAULT = "USER";

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final long NEVER = -1;

    /** Between two refusals of what was never taken. */
    private static final Duration APART_AT_MOST = Duration.ofMinutes(1);

    /** Of what was taken before: then the feed had rather wait. */
    private static final Duration APART_AFTER_SUCCESS = Duration.ofHours(1);

    private final Optional<String> wanted;
    private final LongSupplier elapsedMs;
    private final long apart;
    private boolean everTaken;
    private boolean narrowed;
    private long refusedSince = NEVER;

    /**
     * @param wanted {@code USER} for Domo's default
     * @param pollInterval milliseconds
     */
    ReportFilter(String wanted, long pollInterval, LongSupplier elapsedMs) {
        this.wanted = Optional.of(wanted).filter(whose -> !whose.equalsIgnoreCase(DOMOS_DEFAULT));
        this.elapsedMs = elapsedMs;
        this.apart = Math.min(pollInterval, APART_AT_MOST.toMillis());
    }

    /** Whether less is asked for than is wanted. */
    boolean narrowed() {
        return narrowed;
    }

    /**
     * What to ask for; empty for Domo's default.
     *
     * @param afresh whether what was given up is to be asked for again
     */
    Optional<String> toAsk(boolean afresh) {
        return narrowed && !afresh ? Optional.empty() : wanted;
    }

    /** What {@link #toAsk} said was taken. */
    void taken(Optional<String> asked) {
        if (asked.isEmpty()) {
            return;
        }
        if (narrowed) {
            LOG.info(
                    "Domo takes report.history.filter={} again: everybody's reports are read, from those on that began a day"
                            + " and report.history.settle.ms ago",
                    asked.get());
        }
        everTaken = true;
        narrowed = false;
        refusedSince = NEVER;
    }

    /** Whether a refusal may be about the filter, so that it is worth asking without. */
    boolean mayBeRefused(Optional<String> asked, DomoException refusal) {
        if (asked.isEmpty()) {
            return false;
        }
        return refusal instanceof DomoException.Refused refused
                ? narrowed || refused.status() == BAD_REQUEST
                : refusal instanceof DomoException.Unauthorized unauthorized
                        && unauthorized.status() == FORBIDDEN
                        && !unauthorized.blocked()
                        && !everTaken;
    }

    /**
     * It was refused, and what was asked without it was shown.
     *
     * @throws DomoException.Retriable where that is no proof yet
     */
    void refused(DomoException refusal) {
        if (narrowed) {
            return;
        }
        long now = elapsedMs.getAsLong();
        if (refusedSince == NEVER) {
            refusedSince = now;
        }
        if (now - refusedSince < (everTaken ? Math.max(apart, APART_AFTER_SUCCESS.toMillis()) : Math.max(1, apart))) {
            throw new DomoException.Retriable(
                    "Domo refuses report.history.filter=" + wanted.get()
                            + ", and shows the reports of the token's owner (" + refusal.getMessage()
                            + "). Only if it goes on like that these alone are read.",
                    refusal,
                    true,
                    null);
        }
        narrowed = true;
        LOG.warn(
                "Domo refuses report.history.filter={}: only the reports of the token's owner are read ({}). It is asked again"
                        + " every hour.",
                wanted.get(),
                refusal.getMessage());
    }
}
