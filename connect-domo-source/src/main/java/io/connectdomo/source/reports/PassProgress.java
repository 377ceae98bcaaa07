package io.connectdomo.source.reports;

import io.connectdomo.source.metrics.Progress;
import io.connectdomo.source.metrics.Progress.Backfill;
import java.util.List;

/** How far the first pass through the history is, and how long ago the last ended. */
final class PassProgress {
    private long passes;
    private long endedAt;
    private long began;
    private long oldest = Long.MAX_VALUE;
    private long runs;

    /** A page of a pass that began then, in Domo's time. */
    void page(long passBegan, List<ReportRun> page) {
        began = passBegan;
        runs += page.size();
        for (ReportRun run : page) {
            if (run.start() != ReportRun.NONE) {
                oldest = Math.min(oldest, run.start());
            }
        }
    }

    /** @param elapsedMs now */
    void passed(long elapsedMs) {
        passes++;
        endedAt = elapsedMs;
    }

    /** @param skipped rows left out so far */
    Progress of(ReportState state, long elapsedMs, long skipped) {
        long delay = passes == 0 ? -1 : elapsedMs - endedAt;
        return new Progress(delay, state.known().open().size(), passes, 0, skipped, backfill(state.settled()));
    }

    /** Newest first, down to what is settled: by time, because how many there are nobody says. */
    private Backfill backfill(long settled) {
        if (passes > 0) {
            return Backfill.DONE;
        }
        long read = oldest == Long.MAX_VALUE ? 0 : began - oldest;
        return new Backfill(read, Math.max(read + 1, began - settled), runs + " runs looked at");
    }
}
