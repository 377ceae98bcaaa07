package io.connectdomo.source.reports;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pages through the history, newest first, while runs are added above and purged below. Each page overlaps the one before:
 * where that part does not come again, runs may have slipped through between the two, and it begins at the top.
 */
final class Paging {
    static final int LIMIT = 100;
    private static final int OVERLAP = 10;

    private final Predicate<List<ReportRun>> enough;
    private final Map<Long, ReportRun> runs = new LinkedHashMap<>();
    private Set<Long> expected = Set.of();
    private Set<Long> ofThisTry = new HashSet<>();
    private int skip;
    private boolean complete;

    /**
     * @param enough whether nothing below this page matters
     */
    Paging(Predicate<List<ReportRun>> enough) {
        this.enough = enough;
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
        boolean more = ofThisTry.addAll(ids);
        // A later look at a run is the better one.
        page.forEach(run -> runs.put(run.id(), run));
        complete = !more || enough.test(page);
        int overlap = Math.min(OVERLAP, page.size() / 2);
        skip += page.size() - overlap;
        expected = new HashSet<>();
        page.subList(page.size() - overlap, page.size()).forEach(run -> expected.add(run.id()));
    }

    boolean complete() {
        return complete;
    }

    /** By id, as last seen. */
    Map<Long, ReportRun> runs() {
        return runs;
    }

    private void fromTheTop() {
        skip = 0;
        expected = Set.of();
        ofThisTry = new HashSet<>();
    }
}
