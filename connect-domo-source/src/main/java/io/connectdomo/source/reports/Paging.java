package io.connectdomo.source.reports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Walks through the pages of the history, newest first, while runs are added above and purged below. Each page overlaps the one
 * before: where that part does not come again, runs may have slipped through between the two, and it begins at the top. Where
 * it never comes again, because runs that began at one time come in another order each time, several walks are taken together.
 */
final class Paging {
    static final int LIMIT = 100;
    static final int OVERLAP = 10;

    /** From then on the order is not believed any more. */
    static final int MOST_RESTARTS = 3;

    /** Together they miss next to nothing; they end before, where one brings nothing new. */
    static final int MOST_WALKS = 6;

    /** Ids held; walks that go through more of them end by their number alone. */
    private static final int MOST_HELD = 200_000;

    private final boolean thorough;
    private final Predicate<List<ReportRun>> enough;
    private final Consumer<ReportRun> seen;
    private final int largest;
    private int limit;
    private Set<Long> expected = Set.of();
    private Set<Long> pageBefore = Set.of();
    private int skip;
    private boolean cameAgain;
    private boolean endSeen;
    private boolean anything;
    private boolean complete;
    private int rests;
    private int restarts;
    private int walks;
    private boolean newInWalk;
    private final Set<Long> walked = new HashSet<>();

    /**
     * @param thorough whether nothing may be passed over; else it ends at the first doubt, with what has come
     * @param first rows of the first page; later ones have more
     * @param largest rows of a page
     * @param enough whether nothing below this page matters
     * @param seen told of every run, of some more than once
     */
    Paging(boolean thorough, int first, int largest, Predicate<List<ReportRun>> enough, Consumer<ReportRun> seen) {
        this.thorough = thorough;
        this.largest = largest;
        this.limit = Math.min(first, largest);
        this.enough = enough;
        this.seen = seen;
    }

    int skip() {
        return skip;
    }

    int limit() {
        return limit;
    }

    void accept(ReportReply page) {
        Set<Long> ids = new HashSet<>();
        page.runs().forEach(run -> ids.add(run.id()));
        if (!believesTheOrder()) {
            walk(page, ids);
            return;
        }
        if (page.rows() == 0 && !expected.isEmpty() && !endSeen) {
            askAgain();
            return;
        }
        if (!ids.containsAll(expected)) {
            restart();
            return;
        }
        take(page);
        if (isEnd(page, ids)) {
            end(page);
            return;
        }
        endSeen = false;
        complete = isEnough(page);
        pageBefore = ids;
        advance(page, Math.min(OVERLAP, page.runs().size() / 2));
    }

    /** Another kind of history comes from now on, such as everybody's in place of the token owner's. */
    void startOver() {
        top();
    }

    boolean complete() {
        return complete;
    }

    /** Whether there was a run at all: an empty history proves nothing. */
    boolean anything() {
        return anything;
    }

    /** How often it had to pause so far: what was odd now may be in order a while later. */
    int rests() {
        return rests;
    }

    /** Whether several walks had to be taken together. */
    boolean inDisorder() {
        return !believesTheOrder();
    }

    int walks() {
        return walks;
    }

    private boolean believesTheOrder() {
        return restarts <= MOST_RESTARTS;
    }

    private void take(ReportReply page) {
        anything |= !page.runs().isEmpty();
        page.runs().forEach(seen);
    }

    private boolean isEnough(ReportReply page) {
        return !page.runs().isEmpty() && enough.test(page.runs());
    }

    /** What is not there once may be there a while later. */
    private void askAgain() {
        endSeen = true;
        rests++;
    }

    private void restart() {
        restarts++;
        rests++;
        // Nothing is settled by a hasty walk, so the next thorough one finds what this one missed.
        complete = !thorough && restarts > 1;
        top();
    }

    private void top() {
        skip = 0;
        expected = Set.of();
        pageBefore = Set.of();
        cameAgain = false;
        endSeen = false;
    }

    /** Where what is not there decides what is settled, it has to be missing twice. */
    private void end(ReportReply page) {
        complete = endSeen || !thorough || (page.rows() == 0 && !anything);
        askAgain();
    }

    /** Rows that can't be read have no ids to expect: the next page begins no further down than it would without them. */
    private void advance(ReportReply page, int overlap) {
        List<ReportRun> runs = page.runs();
        skip += runs.isEmpty() ? page.rows() : runs.size() - overlap;
        expected = new HashSet<>();
        runs.subList(runs.size() - overlap, runs.size()).forEach(run -> expected.add(run.id()));
        limit = Math.min(largest, 2 * limit);
    }

    /** A page of a walk whose order is not believed: each half of it comes twice. */
    private void walk(ReportReply page, Set<Long> ids) {
        if (page.rows() == 0 && !endSeen) {
            askAgain();
            return;
        }
        endSeen = false;
        take(page);
        newInWalk |= !walked.containsAll(ids);
        if (walked.size() < MOST_HELD) {
            walked.addAll(ids);
        }
        boolean end = page.rows() == 0 || (ids.equals(pageBefore) && cameAgain) || isEnough(page);
        cameAgain = ids.equals(pageBefore);
        pageBefore = ids;
        advance(page, page.runs().size() / 2);
        if (end) {
            walks++;
            complete = walks >= MOST_WALKS || (walks > 1 && !newInWalk);
            newInWalk = false;
            rests++;
            top();
        }
    }

    /**
     * At the end only the overlap comes. A whole page that comes again is the end at the second time only: so it is where Domo
     * ignores the offset, but at first it may be that as many runs were added on top as the page is further down.
     */
    private boolean isEnd(ReportReply page, Set<Long> ids) {
        if (ids.isEmpty() && page.rows() > 0) {
            return false;
        }
        boolean nothingNew = pageBefore.containsAll(ids);
        boolean wholePage = !ids.isEmpty() && ids.size() == pageBefore.size();
        boolean end = nothingNew && (!wholePage || cameAgain);
        cameAgain = nothingNew;
        return end;
    }
}
