package io.connectdomo.source.activity;

import java.time.Duration;

/** How long the next window is: as long as about four replies fill, found by the windows before it. */
final class WindowWidth {
    private static final long FIRST = Duration.ofHours(1).toMillis();
    private static final long LONGEST = Duration.ofDays(365).toMillis();
    private static final int REPLIES = 4;
    private static final int STEP = 4;

    private final int limit;
    private long width = FIRST;
    private long crowdedFrom = Long.MIN_VALUE;
    private long crowdedWidth;

    WindowWidth(int limit) {
        this.limit = limit;
    }

    /** Milliseconds, for a window that begins at {@code from}. */
    long next(long from) {
        if (from < crowdedFrom) {
            return Math.min(width, crowdedFrom - from);
        }
        if (crowdedFrom > Long.MIN_VALUE) {
            crowdedFrom = Long.MIN_VALUE;
            width = crowdedWidth;
        }
        return width;
    }

    /**
     * A window held too much, and only {@code length} milliseconds of it were read. Without a note of where the crowd begins
     * the next windows would run into it again and again.
     *
     * @param from of the part that was seen to hold {@code rows} entries, up to {@code to}
     * @param rows 0 where the window was halved for another reason
     */
    void halvedTo(long length, long from, long to, int rows) {
        width = Math.max(1, length);
        if (rows > 0) {
            crowdedFrom = from;
            crowdedWidth = Math.max(1, (to - from) * REPLIES * limit / rows);
        }
    }

    /** A window of {@code length} milliseconds held {@code rows} entries; it may have been shorter than {@link #next}. */
    void held(long length, int rows) {
        double ideal = rows == 0 ? Double.POSITIVE_INFINITY : (double) length * REPLIES * limit / rows;
        double step = Math.min(Math.max(ideal, (double) width / STEP), (double) width * STEP);
        width = (long) Math.min(Math.max(step, 1), (double) LONGEST);
    }
}
