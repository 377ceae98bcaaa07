package io.connectdomo.sink.simulation;

/**
 * One record of a simulated topic.
 *
 * @param id of a record to append, and key of a change
 * @param number the how manieth of its topic: a later change of a key has a higher one
 * @param snapshot of a topic of snapshots, else null
 * @param column a column beside id and number that has the number too; null for none
 */
public record Entry(Kind kind, long id, long number, String snapshot, String column, long timestamp) {
    public enum Kind {
        GOOD,
        /** Keyed topics: the key goes. */
        TOMBSTONE,
        /** A text where the column is a number; without a key, and with a field that a document keeps its key in. */
        BAD,
        /** No converter can read it. */
        UNREADABLE,
        /** A transformation drops it. */
        FILTERED
    }

    public boolean bad() {
        return kind == Kind.BAD || kind == Kind.UNREADABLE;
    }
}
