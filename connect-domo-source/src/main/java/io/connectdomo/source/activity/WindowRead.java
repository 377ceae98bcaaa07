package io.connectdomo.source.activity;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one window of time [from, to) whole, downwards: every reply may be cut, but above its oldest time it is complete, so
 * the next request ends there. Never by offset, because inserts shift pages; except within one closed millisecond.
 */
final class WindowRead {
    /** In multiples of the limit: what is held in memory for one window. */
    private static final int MOST_HELD = 16;

    private final long from;
    private final ProvenLimit limit;
    private final List<LogRow> rows = new ArrayList<>();
    private long to;
    private long cut;
    private boolean whole;
    private long crowdFrom;
    private long crowdTo;
    private int crowd;
    private Millisecond ties;
    private int cutReply;
    private long cutReplyOldest = Long.MIN_VALUE;

    WindowRead(long from, long to, ProvenLimit limit) {
        this.from = from;
        this.to = to;
        this.cut = to;
        this.limit = limit;
    }

    /** What to ask now. Bounds are widened by one: whether Domo's are inclusive is unknown. */
    PageRequest request() {
        return ties == null ? new PageRequest(from - 1, cut, limit.asked(), 0) : ties.request();
    }

    /** Takes the reply to {@link #request}. */
    void accept(List<LogRow> reply) {
        if (ties == null) {
            downwards(reply);
        } else {
            ties.accept(reply);
            if (ties.complete()) {
                rows.addAll(ties.rows());
                ties = null;
                below(cut - 1);
            }
        }
        if (!whole && rows.size() > MOST_HELD * limit.asked()) {
            crowdFrom = cut;
            crowdTo = to;
            crowd = rows.size();
            halve();
        }
    }

    boolean whole() {
        return whole;
    }

    /** The window's end; earlier than asked for where there was too much in it. */
    long to() {
        return to;
    }

    /** Tells the width of the next windows what this one was like. */
    void teach(WindowWidth width, long plannedTo) {
        if (to < plannedTo) {
            width.halvedTo(to - from, crowdFrom, crowdTo, crowd);
        }
        width.held(to - from, rows.size());
    }

    /** Every entry of the window in {@link LogRow#ORDER}, once it is {@link #whole}. */
    List<LogRow> rows() {
        rows.sort(LogRow.ORDER);
        return rows;
    }

    private void downwards(List<LogRow> reply) {
        if (limit.shorter(reply.size())) {
            proveBy(reply);
            keep(reply, from);
            whole = true;
        } else if (!newestFirst(reply)) {
            // Above which time such a reply is complete can't be told.
            halve();
        } else {
            oldestTells(reply, reply.get(reply.size() - 1).time());
        }
    }

    private void oldestTells(List<LogRow> reply, long oldest) {
        if (oldest < from) {
            keep(reply, from);
            whole = true;
        } else if (oldest >= cut - 1) {
            ties = new Millisecond(cut - 1, limit);
        } else {
            keep(reply, oldest + 1);
            cutReply = reply.size();
            cutReplyOldest = oldest;
            below(oldest + 1);
        }
    }

    private void below(long newCut) {
        cut = newCut;
        whole = cut <= from;
    }

    /** The earlier reply was thought to be cut; nothing older than it has turned up, so Domo answers as many. */
    private void proveBy(List<LogRow> rest) {
        if (cutReply > 0 && rest.stream().allMatch(row -> row.time() >= cutReplyOldest)) {
            limit.whole(cutReply);
        }
    }

    private void keep(List<LogRow> reply, long atLeast) {
        for (LogRow row : reply) {
            if (row.time() >= atLeast && row.time() < cut) {
                rows.add(row);
            }
        }
    }

    private void halve() {
        rows.clear();
        cutReply = 0;
        if (cut - from <= 1) {
            to = cut;
            ties = new Millisecond(from, limit);
            return;
        }
        to = from + (cut - from) / 2;
        cut = to;
    }

    private static boolean newestFirst(List<LogRow> reply) {
        for (int i = 1; i < reply.size(); i++) {
            if (reply.get(i).time() > reply.get(i - 1).time()) {
                return false;
            }
        }
        return true;
    }
}
