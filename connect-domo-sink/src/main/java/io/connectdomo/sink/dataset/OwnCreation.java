package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.http.DomoException;
import java.util.List;

/** What one task has created of a name, or may have. Task thread only, but for {@link #attempt}. */
final class OwnCreation {
    /** What was just created may not be readable everywhere yet. */
    private static final long FRESH_MS = 60_000;

    private final NamedDataSetStore api;

    private String id;
    private long createdMs;
    private int unknown;

    /** An attempt to create it has failed after it was sent. Written by the uploader thread. */
    private volatile boolean perhaps;

    OwnCreation(NamedDataSetStore api) {
        this.api = api;
    }

    /**
     * Creates it. Uploader thread.
     *
     * @throws DomoException where that is not known to have worked
     */
    String attempt(List<Column> columns) {
        try {
            return api.create(columns);
        } catch (DomoException.UnknownOutcome lost) {
            // Not tried again at once: it may exist by now, and then the search shows it.
            perhaps = true;
            throw lost;
        } catch (DomoException.Retriable failure) {
            perhaps = perhaps || failure.sent();
            throw failure;
        } catch (DomoException.Refused refused) {
            // Something before Domo may have answered, which knows nothing of what Domo did.
            perhaps = perhaps || refused.mayPass();
            throw refused;
        }
    }

    void created(String newId, long nowMs) {
        id = newId;
        createdMs = nowMs;
    }

    /** Somebody has deleted it. */
    void forget() {
        id = null;
    }

    /** Null where there is none. */
    String id() {
        return id;
    }

    boolean is(String other) {
        return other.equals(id);
    }

    /** Whether one was created whose id is not known. */
    boolean perhaps() {
        return perhaps;
    }

    long ageMs(long nowMs) {
        return nowMs - createdMs;
    }

    boolean isFresh(long nowMs) {
        return id != null && ageMs(nowMs) < FRESH_MS;
    }

    /** How often it is not known whether a creation worked, this time included. */
    int unknownAgain() {
        return ++unknown;
    }
}
