package io.connectdomo.source.activity;

import java.time.Duration;

/** How long the next window is: as long as about six replies fill, found by the windows before it. */
final class WindowWidth {
    private static final long FIRST = Duration.ofHours(1).toMillis();
    private static final long LONGEST = Duration.ofDays(365).toMillis();
    private static final int REPLIES = 6;
    private static final int STEP = 4;

    private final int limit;
    private long width = FIRST;

    WindowWidth(int limit) {
        this.limit = limit;
    }

    /** Milliseconds. */
    long next() {
        return width;
    }

    /** A window had to be ended at {@code length} milliseconds, below a crowd. */
    void crowded(long length, double entriesPerMs) {
        width = entriesPerMs == 0 ? Math.max(1, length) : (long) Math.max(1, REPLIES * limit / entriesPerMs);
    }

    /** A window of {@code length} milliseconds held {@code rows} entries; it may have been shorter than {@link #next}. */
    void held(long length, int rows) {
        double ideal = rows == 0 ? Double.POSITIVE_INFINITY : (double) length * REPLIES * limit / rows;
        double step = Math.min(Math.max(ideal, (double) width / STEP), (double) width * STEP);
        width = (long) Math.min(Math.max(step, 1), (double) LONGEST);
    }
}
