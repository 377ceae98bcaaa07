package io.connectdomo.source.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one window of time [from, to) whole, downwards: every reply may be cut, but above its oldest time it is complete, so
 * the next request ends there. Never by offset, because inserts shift pages; except within one closed millisecond.
 */
final class WindowRead {
    /** In multiples of the stretch that was too full: how far below it the lower part ends, at least. */
    private static final int FIRST_REACH = 4;

    private final long from;
    private final ProvenLimit limit;
    private final int mostRows;
    private final Consumer<Section> aside;
    private final List<Section> replies = new ArrayList<>();
    private final List<LogRow> rows = new ArrayList<>();
    private long to;
    private long cut;
    private boolean whole;
    private int kept;
    private Millisecond ties;
    private long reach = FIRST_REACH;
    private double crowd;
    private int cutReply;
    private long cutReplyOldest = Long.MIN_VALUE;

    /**
     * @param mostRows with more of them the window is halved, its lower part read first
     * @param aside takes what was read above by then
     */
    WindowRead(WindowPlan plan, ProvenLimit limit, int mostRows, Consumer<Section> aside) {
        this.from = plan.from();
        this.to = plan.to();
        this.cut = to;
        this.limit = limit;
        this.mostRows = mostRows;
        this.aside = aside;
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
        if (!whole && rows.size() > mostRows) {
            crowded();
        }
    }

    boolean whole() {
        return whole;
    }

    /** Entries per millisecond right above the window, where it was planned longer; 0 when it was not, or that is unknown. */
    double crowd() {
        return crowd;
    }

    /** The window, once it is {@link #whole}, in {@link LogRow#ORDER}; shorter than planned where there was too much in it. */
    Section section() {
        rows.sort(LogRow.ORDER);
        return new Section(from, to, rows);
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
        replies.add(new Section(
                newCut,
                cut,
                rows.subList(kept, rows.size()).stream().sorted(LogRow.ORDER).toList()));
        kept = rows.size();
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

    /** What is above is put aside, and the lower part is read first: half of the rest, or less where the crowd is short. */
    private void crowded() {
        crowd = (double) rows.size() / (to - cut);
        long top = cut - reach * (to - cut);
        reach *= FIRST_REACH;
        replies.forEach(aside);
        halve();
        if (ties == null && top > to) {
            to = top;
            cut = top;
        }
    }

    private void halve() {
        rows.clear();
        replies.clear();
        kept = 0;
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
