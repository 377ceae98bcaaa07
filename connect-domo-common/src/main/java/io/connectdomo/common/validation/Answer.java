package io.connectdomo.common.validation;

import io.connectdomo.common.http.DomoException;

/**
 * How one question ended.
 *
 * @param failure null where it was answered
 */
record Answer(Kind kind, Findings findings, DomoException failure) {
    private static final int BAD_TOKEN = 401;
    private static final int NOT_FOUND = 404;

    /** Domo's pages have every request that is asked. */
    private static final int NOT_ALLOWED = 405;

    enum Kind {
        /** Whatever was said is among the findings. */
        ANSWERED,
        /** There is no such thing, or no API at all. */
        MISSING,
        /** A web page or a redirect: something else than Domo's API, perhaps for a minute only. */
        ELSEWHERE,
        FORBIDDEN,
        BAD_TOKEN,
        BLOCKED,
        REFUSED,
        /** Domo can't now. */
        LATER,
        /** Domo can't be reached (perhaps never, see {@link Obstacle}), or did not answer in time: whoever asks on waits for nothing. */
        SILENT
    }

    static Answer of(Findings findings) {
        return new Answer(Kind.ANSWERED, findings, null);
    }

    static Answer of(Findings findings, DomoException failure) {
        return new Answer(kind(failure), findings, failure);
    }

    private static Kind kind(DomoException failure) {
        if (failure instanceof DomoException.Refused refused) {
            if (refused.status() == NOT_FOUND) {
                return Kind.MISSING;
            }
            return refused.status() < 400 || refused.status() == NOT_ALLOWED ? Kind.ELSEWHERE : Kind.REFUSED;
        }
        if (failure instanceof DomoException.Unauthorized unauthorized) {
            if (unauthorized.blocked()) {
                return Kind.BLOCKED;
            }
            return unauthorized.status() == BAD_TOKEN ? Kind.BAD_TOKEN : Kind.FORBIDDEN;
        }
        if (failure instanceof DomoException.Retriable retriable) {
            if (retriable.page()) {
                return Kind.ELSEWHERE;
            }
            return retriable.sent() ? Kind.LATER : Kind.SILENT;
        }
        // Without a cause it is a reply that can't be read.
        return failure.getCause() == null ? Kind.LATER : Kind.SILENT;
    }

    /** Whether further questions would be answered no better. */
    boolean ends() {
        return kind == Kind.SILENT || kind == Kind.BAD_TOKEN || kind == Kind.BLOCKED;
    }

    boolean is(Kind one, Kind other) {
        return kind == one || kind == other;
    }
}
