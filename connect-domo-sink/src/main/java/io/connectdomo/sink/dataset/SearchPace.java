package io.connectdomo.sink.dataset;

/**
 * How fast one task may search: Domo takes about 120 searches a minute from a whole instance (product-apis.md), so half of that where
 * there are other tasks, of which 60 may come at once. A 429 waits in the lane like any other. Task thread only.
 */
final class SearchPace {
    private static final int AT_ONCE = 60;

    private final long eachMs;

    /** When all that was taken will have been paid for. */
    private long paidUpMs = Long.MIN_VALUE;

    SearchPace(boolean onlyTask) {
        eachMs = onlyTask ? 500 : 1_000;
    }

    /** Whether a search may be made now; if so it is counted. */
    boolean take(long nowMs) {
        if (nextMs(nowMs) > nowMs) {
            return false;
        }
        charge(nowMs, 1);
        return true;
    }

    /** Counts requests that were made. */
    void charge(long nowMs, int requests) {
        paidUpMs = Math.max(paidUpMs, nowMs) + requests * eachMs;
    }

    /** When the next search may be made, at the earliest now. */
    long nextMs(long nowMs) {
        return paidUpMs == Long.MIN_VALUE ? nowMs : Math.max(nowMs, paidUpMs - (AT_ONCE - 1) * eachMs);
    }
}
