package io.connectdomo.source.activity;

/**
 * How many entries Domo is known to answer at least where there are as many: a shorter reply is whole. Domo's true limit is
 * unknown and may be below the one asked for; it is found on the way, anew at every start.
 */
final class ProvenLimit {
    /** Assumed: no API cuts lists shorter than this. */
    private static final int ASSUMED = 50;

    private final int asked;
    private int proven;

    ProvenLimit(int asked) {
        this.asked = asked;
        this.proven = Math.min(ASSUMED, asked);
    }

    int asked() {
        return asked;
    }

    boolean shorter(int rows) {
        return rows < proven;
    }

    /** A reply of {@code rows} turned out to be whole. */
    void whole(int rows) {
        proven = Math.max(proven, Math.min(rows, asked));
    }
}
