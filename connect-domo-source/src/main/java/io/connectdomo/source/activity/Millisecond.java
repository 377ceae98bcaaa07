package io.connectdomo.source.activity;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the entries of one closed millisecond by offset, over and over until two passes agree: entries that show late shift
 * the pages.
 */
final class Millisecond {
    private static final Logger LOG = LoggerFactory.getLogger(Millisecond.class);
    private static final int MOST_PASSES = 6;

    private final long time;
    private final ProvenLimit limit;
    private final int known;
    private List<LogRow> rows = new ArrayList<>();
    private List<LogRow> before;
    private int offset;
    private int passes;
    private boolean complete;

    /**
     * @param known how many entries of it a reply has shown: one with fewer is not whole
     */
    Millisecond(long time, ProvenLimit limit, int known) {
        this.time = time;
        this.limit = limit;
        this.known = known;
    }

    PageRequest request() {
        return new PageRequest(time - 1, time + 1, limit.asked(), offset);
    }

    void accept(Page page) {
        boolean last = limit.shorter(page.count());
        for (LogRow row : page.rows()) {
            if (row.time() == time) {
                rows.add(row);
            }
            last |= row.time() < time;
        }
        boolean atOnce = offset == 0;
        offset += page.count();
        if (last) {
            passed(atOnce);
        }
    }

    boolean complete() {
        return complete;
    }

    List<LogRow> rows() {
        return rows;
    }

    private void passed(boolean atOnce) {
        passes++;
        rows.sort(LogRow.ORDER);
        if ((atOnce && rows.size() >= known) || (before != null && agree(before, rows))) {
            complete = true;
        } else if (passes == MOST_PASSES) {
            LOG.warn(
                    "Domo's activity log shows other entries at every reading of the millisecond {} ({} and {} of them): more"
                            + " than fit into one reply, and still growing or in no fixed order. Some of them may be missing"
                            + " until the next sweep.",
                    time,
                    before.size(),
                    rows.size());
            complete = true;
        } else {
            before = rows;
            rows = new ArrayList<>();
            offset = 0;
        }
    }

    private static boolean agree(List<LogRow> one, List<LogRow> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            LogRow a = one.get(i);
            LogRow b = other.get(i);
            if (a.idHigh() != b.idHigh() || a.idLow() != b.idLow()) {
                return false;
            }
        }
        return true;
    }
}
