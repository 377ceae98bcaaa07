package io.connectdomo.source.activity;

import java.time.Duration;

/** How far to look ahead: as far as is likely to fill {@link #REPLIES} replies, judged by the stretches before. */
final class WindowWidth {
    /** More of them mean fewer last replies that are half empty, but more windows that turn out to hold too much. */
    static final int REPLIES = 8;

    private static final long FIRST = Duration.ofHours(1).toMillis();
    private static final long LONGEST = Duration.ofDays(365).toMillis();
    private static final int STEP = 4;

    /** In replies; what was read before is forgotten by and by. */
    private static final int REMEMBERED = 100;

    private final int limit;
    private double width = FIRST;
    private double recentRows;
    private double recentMs;

    WindowWidth(int limit) {
        this.limit = limit;
    }

    /**
     * Milliseconds. Short in a crowd; longer and longer in a silence, but not beyond what is usual: the next crowd is as far away
     * as the one before was.
     */
    long next() {
        double usual = recentRows == 0 ? (double) LONGEST : REPLIES * limit * recentMs / recentRows;
        return (long) Math.max(1, Math.min(width, Math.min(usual, (double) LONGEST)));
    }

    /**
     * A stretch was read whole.
     *
     * @param length milliseconds
     * @param sinceFirst milliseconds from its first entry on: the silence before says nothing of what comes
     */
    void held(long length, long sinceFirst, int rows) {
        double ideal = rows == 0 ? Double.POSITIVE_INFINITY : (double) sinceFirst * REPLIES * limit / rows;
        width = Math.min(ideal, (double) sinceFirst * STEP);
        double kept = Math.max(0, 1 - rows / ((double) REMEMBERED * limit));
        recentRows = recentRows * kept + rows;
        recentMs = recentMs * kept + length;
    }
}
