package io.connectdomo.source.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/**
 * One entry of the log with what tells it from others. Domo's entries have no id.
 *
 * @param time epoch milliseconds
 * @param idHigh upper half of the hash of the identity fields
 * @param idLow lower half
 * @param content hash of everything
 * @param body the entry as it came
 */
record LogRow(long time, long idHigh, long idLow, int content, ObjectNode body) {
    /** Deterministic, so that a repeat gives twins the same ordinals. */
    static final Comparator<LogRow> ORDER = LogRow::compare;

    /** The part of the hash that offsets keep. */
    int identity() {
        return (int) idLow;
    }

    /** Whether both may be the same event, seen twice, or twins. */
    boolean sameIdentity(LogRow other) {
        return time == other.time && identity() == other.identity();
    }

    private static int compare(LogRow one, LogRow other) {
        int order = Long.compare(one.time, other.time);
        if (order == 0) {
            order = Integer.compare(one.identity(), other.identity());
        }
        if (order == 0) {
            order = Long.compare(one.idLow, other.idLow);
        }
        if (order == 0) {
            order = Long.compare(one.idHigh, other.idHigh);
        }
        return order == 0 ? Integer.compare(one.content, other.content) : order;
    }
}
