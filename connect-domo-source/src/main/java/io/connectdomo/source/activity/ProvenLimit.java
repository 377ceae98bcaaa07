package io.connectdomo.source.activity;

/**
 * How many entries Domo is known to answer at least where there are as many: a shorter reply is whole. Domo's true limit is
 * unknown and may be below the one asked for; it is found on the way, anew at every start.
 */
final class ProvenLimit {
    /** Assumed: no API cuts lists shorter than this. */
    private static final int ASSUMED = 50;

    /** Replies after which more are asked for again: the entries that made one too large are passed by then. */
    private static final int REMEMBERED = 100;

    private final int most;
    private int asked;
    private int proven;
    private int replies;

    ProvenLimit(int most) {
        this.most = most;
        this.asked = most;
        this.proven = Math.min(ASSUMED, most);
    }

    int asked() {
        return asked;
    }

    boolean shorter(int rows) {
        return rows < Math.min(proven, asked);
    }

    /** A reply of {@code rows} turned out to be whole. */
    void whole(int rows) {
        proven = Math.max(proven, Math.min(rows, most));
    }

    /**
     * So many entries are too large for a reply.
     *
     * @return false where it was one
     */
    boolean halve() {
        boolean several = asked > 1;
        asked = Math.max(1, asked / 2);
        replies = 0;
        return several;
    }

    /** A reply of as many was read. */
    void answered() {
        replies++;
        if (replies >= REMEMBERED && asked < most) {
            asked = Math.min(most, 2 * asked);
            replies = 0;
        }
    }
}
