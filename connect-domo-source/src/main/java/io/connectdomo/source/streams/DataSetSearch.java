package io.connectdomo.source.streams;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A search for DataSets that is made again and again, page by page. Times in milliseconds. Not thread-safe. */
final class DataSetSearch {
    private static final Logger LOG = LoggerFactory.getLogger(DataSetSearch.class);

    private final String query;
    private final long refresh;
    private final Set<String> found = new LinkedHashSet<>();
    private int offset;
    private long dueAt;
    private long pause = FoundDataSet.FIRST_PAUSE;
    private int refusals;
    private boolean emptyOnce;
    private boolean done;
    private boolean cut;

    DataSetSearch(String query, long refresh, long dueAt) {
        this.query = query;
        this.refresh = refresh;
        this.dueAt = dueAt;
    }

    long dueAt() {
        return dueAt;
    }

    /** Whether it has been through once, or no better answer is to be expected soon. */
    boolean decided() {
        return done || refusals >= FoundDataSet.REFUSALS;
    }

    /** Whether it has been through once. */
    boolean done() {
        return done;
    }

    /** Whether what it does not find may be there all the same. */
    boolean cut() {
        return cut;
    }

    /** What the search has found so far, or that is through now. */
    Set<String> found() {
        return found;
    }

    /** Asks for one page; true where it was the last. */
    boolean next(StreamDirectory directory, long now) {
        if (offset == 0) {
            found.clear();
        }
        StreamDirectory.Page page = directory.search(query, offset);
        found.addAll(page.dataSets());
        refusals = 0;
        pause = FoundDataSet.FIRST_PAUSE;
        offset = page.last() ? 0 : page.next();
        if (page.last()) {
            tellOfCut(page.cut());
            cut = page.cut();
            // Nothing at all has to be said twice before it is believed.
            boolean believed = done || emptyOnce || !found.isEmpty();
            emptyOnce = found.isEmpty();
            done = believed;
            dueAt = now + (believed ? refresh : Math.min(refresh, FoundDataSet.FIRST_PAUSE));
        }
        return page.last();
    }

    void failed(RuntimeException why, boolean itsOwn, long now) {
        dueAt = now + pause;
        if (itsOwn) {
            refusals += FoundDataSet.isDefinite(why) ? 1 : 0;
            pause = Math.min(refresh, 2 * pause);
        }
    }

    private void tellOfCut(boolean now) {
        if (now && !cut) {
            LOG.warn(
                    "stream.executions.dataset.search finds more DataSets than the {} that Domo lists: the streams of the"
                            + " others are not read. Make the search narrower, or name DataSets in"
                            + " stream.executions.dataset.ids.",
                    found.size());
        }
    }
}
