package io.connectdomo.source.feed;

/** How a reading that takes longer than the interval between readings leaves Domo in peace. */
public final class Rest {
    private static final long SHARE = 4;

    private Rest() {}

    /** Milliseconds that have to lie between the last reply of one reading and the first request of the next: a quarter of the interval. */
    public static long atLeast(long intervalMs) {
        return intervalMs / SHARE;
    }
}
