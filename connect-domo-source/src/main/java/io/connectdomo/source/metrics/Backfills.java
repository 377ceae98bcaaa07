package io.connectdomo.source.metrics;

import java.util.List;

/**
 * What a feed had to read at the start, over its source partitions.
 *
 * @param share of it that has been read, from 0 to 1; negative while that is not known
 * @param done source partitions, of streams, that are through
 * @param partitions all of them
 * @param at how far the only one is, in words; empty where there are several
 */
record Backfills(double share, int done, int partitions, String at) {
    static Backfills of(List<Progress.Backfill> all) {
        double shares = 0;
        int known = 0;
        int done = 0;
        for (Progress.Backfill each : all) {
            shares += each.isKnown() ? Math.min(1.0, (double) each.done() / each.total()) : 0;
            known += each.isKnown() ? 1 : 0;
            done += each.isDone() ? 1 : 0;
        }
        double share = known == 0 ? -1 : shares / all.size();
        return new Backfills(
                share, done, all.size(), all.size() == 1 ? all.get(0).at() : "");
    }

    /** How far, in words. */
    String where() {
        return partitions == 1 ? at : done + " of " + partitions + " streams read";
    }

    boolean isDone() {
        return partitions > 0 && done == partitions;
    }

    /** 100 only when all is done; -1 while it is not known. */
    long percent() {
        if (share < 0) {
            return -1;
        }
        return isDone() ? 100 : Math.min(99, (long) (share * 100));
    }

    /** At the rate of late; -1 while it is not known. */
    long remainingMs(Rate rate) {
        if (isDone()) {
            return 0;
        }
        double perMs = rate.perMs();
        return share < 0 || perMs <= 0 ? -1 : (long) ((1 - share) / perMs);
    }
}
