package io.connectdomo.source.activity;

/**
 * A window of time to be read.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 */
record WindowPlan(Kind kind, long from, long to) {
    enum Kind {
        /** New entries, among which later ones may still show. */
        READ,
        /** New entries, so old that none can show any more: each settles at once what is before it. */
        SETTLE,
        /** Read before; for what has shown since. */
        SWEEP
    }
}
