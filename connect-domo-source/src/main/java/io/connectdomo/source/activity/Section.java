package io.connectdomo.source.activity;

import java.util.List;

/**
 * A stretch of the log that was read whole.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 * @param rows in {@link LogRow#ORDER}
 */
record Section(long from, long to, List<LogRow> rows) {
    /** Entries per millisecond between the first and the last. */
    double density() {
        return rows.isEmpty() ? 0 : (double) rows.size() / (last() - first() + 1);
    }

    /** Time of the first entry. */
    long first() {
        return rows.get(0).time();
    }

    private long last() {
        return rows.get(rows.size() - 1).time();
    }
}
