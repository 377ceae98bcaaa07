package io.connectdomo.emulator.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Commits counted by the clock: bucket borders are multiples of the width, so that a commit stays in its bucket while time goes on.
 *
 * @param width of one bucket
 * @param count of buckets; the last one holds the present
 */
public record Buckets(Duration width, int count) {

    /** Rows by bucket, oldest first; commits before the first bucket are left out. */
    public long[] of(List<RowsWritten> commits, Instant now) {
        long[] rows = new long[count];
        long last = number(now);
        for (RowsWritten commit : commits) {
            long index = count - 1 - (last - number(commit.at()));
            if (index >= 0 && index < count) {
                rows[(int) index] += commit.rows();
            }
        }
        return rows;
    }

    /** Where the first bucket begins. */
    public Instant begin(Instant now) {
        return Instant.ofEpochMilli((number(now) - count + 1) * width.toMillis());
    }

    private long number(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), width.toMillis());
    }
}
