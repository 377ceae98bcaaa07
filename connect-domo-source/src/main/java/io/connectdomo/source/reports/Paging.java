package io.connectdomo.source.reports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Pages through the history, newest first, while runs are added above and purged below. Each page overlaps the one before:
 * where that part does not come again, runs may have slipped through between the two, and it begins at the top.
 */
final class Paging {
    static final int LIMIT = 100;
    static final int OVERLAP = 10;

    private final Predicate<List<ReportRun>> enough;
    private final Consumer<ReportRun> seen;
    private Set<Long> expected = Set.of();
    private Set<Long> pageBefore = Set.of();
    private int skip;
    private boolean cameAgain;
    private boolean complete;

    /**
     * @param enough whether nothing below this page matters
     * @param seen told of every run, of some more than once
     */
    Paging(Predicate<List<ReportRun>> enough, Consumer<ReportRun> seen) {
        this.enough = enough;
        this.seen = seen;
    }

    ReportRequest request() {
        return new ReportRequest.List(skip, LIMIT);
    }

    void accept(List<ReportRun> page) {
        Set<Long> ids = new HashSet<>();
        page.forEach(run -> ids.add(run.id()));
        if (!ids.containsAll(expected)) {
            fromTheTop();
            return;
        }
        page.forEach(seen);
        complete = isEnd(ids) || enough.test(page);
        pageBefore = ids;
        int overlap = Math.min(OVERLAP, page.size() / 2);
        skip += page.size() - overlap;
        expected = new HashSet<>();
        page.subList(page.size() - overlap, page.size()).forEach(run -> expected.add(run.id()));
    }

    boolean complete() {
        return complete;
    }

    /**
     * At the end only the overlap comes. A whole page that comes again is the end at the second time only: so it is where Domo
     * ignores the offset, but at first it may be that as many runs were added on top as the page is further down.
     */
    private boolean isEnd(Set<Long> ids) {
        boolean nothingNew = pageBefore.containsAll(ids);
        boolean wholePage = !ids.isEmpty() && ids.size() == pageBefore.size();
        boolean end = nothingNew && (!wholePage || cameAgain);
        cameAgain = nothingNew;
        return end;
    }

    private void fromTheTop() {
        skip = 0;
        expected = Set.of();
        pageBefore = Set.of();
        cameAgain = false;
    }
}
