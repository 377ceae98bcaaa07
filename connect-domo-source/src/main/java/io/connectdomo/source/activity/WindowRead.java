package io.connectdomo.source.activity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads one window of time [from, to) whole and hands it over in sections, ascending. Each reply may be cut, but above its
 * oldest time it is complete: a section, below which the next request ends. Never by offset, because inserts shift pages;
 * except within one closed millisecond.
 *
 * <p>A long window is not read from its very top, but from where about eight replies are expected. Where there is more, it
 * turns: it looks further down, by halves, and keeps the sections above until what lies between has been read. A backfill that
 * runs out of a silent night into a busy day does so not to ask for the day twice.
 */
final class WindowRead {
    /** In replies: what is expected to be no more than that is read downwards without looking for its lower end. */
    private static final int CLOSE = 8;

    private final ProvenLimit limit;
    private final WindowWidth width;
    private final int mostHeld;
    private final long to;
    private final boolean settles;
    private final Deque<Section> held = new ArrayDeque<>();
    private int heldRows;
    private long from;

    /** From {@code from} up to here one reply has shown nothing, and no other has been asked yet. */
    private long bare;

    private long cut;
    private Millisecond ties;
    private double patience;
    private boolean turned;
    private int cutReply;
    private long cutReplyOldest = Long.MIN_VALUE;
    private long stretch;
    private long stretchSinceFirst;
    private int stretchRows;

    /**
     * @param mostHeld entries; with more of them those are forgotten, and read again, that are needed last
     */
    WindowRead(WindowPlan plan, ProvenLimit limit, WindowWidth width, int mostHeld) {
        this.from = plan.from();
        this.to = plan.to();
        this.settles = plan.kind() == WindowPlan.Kind.SETTLE;
        this.bare = from;
        this.cut = from;
        this.limit = limit;
        this.width = width;
        this.mostHeld = mostHeld;
    }

    /**
     * What to ask now. Bounds are widened by one: whether Domo's are inclusive is unknown. What was bare is in it once more, which
     * costs nothing where something lies above it.
     */
    PageRequest request() {
        if (ties != null) {
            return ties.request();
        }
        if (cut <= bare) {
            aim();
        }
        return new PageRequest(from - 1, cut, limit.asked(), 0);
    }

    /** Takes the reply to {@link #request}. */
    void accept(Page page) {
        if (ties == null) {
            downwards(page);
        } else {
            ties.accept(page);
            if (ties.complete()) {
                found(cut - 1, ties.rows());
                ties = null;
            }
        }
    }

    /** The section right above those taken before, once there is one. */
    Optional<Section> take() {
        if (held.isEmpty() || held.getFirst().from() > from) {
            return Optional.empty();
        }
        Section section = held.removeFirst();
        heldRows -= section.rows().size();
        from = section.to();
        long length = Math.max(0, section.to() - Math.max(section.from(), bare));
        bare = Math.max(bare, from);
        boolean first = stretchRows == 0 && !section.rows().isEmpty();
        stretchSinceFirst = first ? section.to() - section.first() : stretchSinceFirst + length;
        stretch += length;
        stretchRows += section.rows().size();
        return Optional.of(section);
    }

    /** Entries that wait to be taken. */
    int held() {
        return heldRows;
    }

    /** Whether all of the window was taken. */
    boolean done() {
        return from >= to;
    }

    /** What was taken ends in a hole: from where to read it downwards. */
    private void aim() {
        boolean searching = turned && stretchRows == 0;
        if (stretch > 0) {
            width.held(stretch, stretchSinceFirst, stretchRows);
            stretch = 0;
            stretchSinceFirst = 0;
            stretchRows = 0;
        }
        turned = searching;
        cut = held.isEmpty() ? to : held.getFirst().from();
        takePatience();
        if (!searching && cut - bare > width.next() * 3 / 2) {
            cut = bare + width.next();
        }
    }

    private void downwards(Page page) {
        List<LogRow> reply = page.rows();
        if (settles && page.count() == 0 && cut > bare) {
            // Where it is empty it is never read again: that there is nothing Domo has to say twice.
            stretch += cut - bare;
            stretchSinceFirst += cut - bare;
            bare = cut;
        } else if (limit.shorter(page.count())) {
            proveBy(reply);
            found(from, reply);
        } else if (reply.isEmpty() || !newestFirst(reply)) {
            lower(reply);
        } else {
            oldestTells(page, reply.get(reply.size() - 1).time());
        }
    }

    /** Above which time a reply in another order is complete can't be told: asked on until it is short. */
    private void lower(List<LogRow> reply) {
        long low = Math.min(bare, cut - 1);
        if (cut - low <= 1) {
            ties = millisecond(low, reply);
        } else {
            cut = low + (cut - low) / 2;
        }
    }

    private void oldestTells(Page page, long oldest) {
        if (oldest < from) {
            found(from, page.rows());
        } else if (oldest >= cut - 1) {
            ties = millisecond(cut - 1, page.rows());
        } else {
            cutReply = page.count();
            cutReplyOldest = oldest;
            found(oldest + 1, page.rows());
        }
    }

    private Millisecond millisecond(long time, List<LogRow> reply) {
        int known = (int) reply.stream().filter(row -> row.time() == time).count();
        return new Millisecond(time, limit, known);
    }

    /** The earlier reply was thought to be cut; nothing older than it has turned up, so Domo answers as many. */
    private void proveBy(List<LogRow> rest) {
        if (cut == cutReplyOldest + 1 && rest.stream().allMatch(row -> row.time() >= cutReplyOldest)) {
            limit.whole(cutReply);
        }
    }

    private void found(long begin, List<LogRow> reply) {
        List<LogRow> rows = new ArrayList<>(reply.size());
        for (LogRow row : reply) {
            if (row.time() >= begin && row.time() < cut) {
                rows.add(row);
            }
        }
        rows.sort(LogRow.ORDER);
        held.addFirst(new Section(begin, cut, rows));
        heldRows += rows.size();
        while (heldRows > mostHeld && held.size() > 1) {
            heldRows -= held.removeLast().rows().size();
        }
        cut = begin;
        if (cut > from && cut < bare) {
            // Entries in what seemed bare: there may be more.
            bare = from;
        }
        patience -= rows.size();
        if (patience <= 0 && held.getFirst().density() * (cut - bare) > CLOSE * limit.asked()) {
            turned = true;
            cut = bare + Math.max(1, (cut - bare) / 2);
            takePatience();
        }
    }

    /** What fits is not read in vain. Beyond that, one reply for every turn: a crowd may end right below, and then no search is worth it. */
    private void takePatience() {
        double least = turned ? 0.5 : WindowWidth.REPLIES;
        patience = Math.max(0.5 * (mostHeld - heldRows), least * limit.asked());
    }

    /** Entries outside of the window, which it was not asked for, say nothing of the order of those within. */
    private boolean newestFirst(List<LogRow> reply) {
        long before = Long.MAX_VALUE;
        for (LogRow row : reply) {
            boolean within = row.time() >= from && row.time() < cut;
            if (within && row.time() > before) {
                return false;
            }
            before = within ? row.time() : before;
        }
        return true;
    }
}
