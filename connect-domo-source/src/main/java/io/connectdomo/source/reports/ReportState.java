package io.connectdomo.source.reports;

import java.util.Comparator;
import java.util.List;

/** How far the history is settled, and which runs may still be met. {@code settled} never falls. */
final class ReportState {
    private final KnownRuns known;
    private final long settleMs;
    private long settled;

    /**
     * @param settleMs how long a run may change after its start
     */
    ReportState(ReportOffset offset, long settleMs) {
        this.settled = offset.settled();
        this.known = offset.known();
        this.settleMs = settleMs;
    }

    long settled() {
        return settled;
    }

    KnownRuns known() {
        return known;
    }

    void settle(long time) {
        // Not for every run that is emitted: what is known may be much.
        if (time > settled) {
            settled = time;
            known.dropEndedBefore(settled);
        }
    }

    /** Whether it has to be emitted: unseen, or changed since. */
    boolean news(ReportRun run) {
        KnownRun before = known.get(run.id());
        return before == null ? !run.startedBefore(settled) : before.version() != run.version();
    }

    /** Whether its end is waited for: one that failed need not get any, and is over once it may change no more. */
    boolean open(ReportRun run, long now) {
        boolean over = run.start() != ReportRun.NONE && run.saysItIsOver() && now - run.start() > settleMs;
        return run.open() && !over;
    }

    /** What was waited for does not come any more. */
    void close(long id) {
        KnownRun run = known.get(id);
        if (run != null && run.open()) {
            known.put(new KnownRun(id, run.start(), run.version(), KnownRun.ENDED));
        }
    }

    /**
     * Keeps the offset small enough for Kafka: by their starts, so that what is left is all there is from {@code settled} on; then
     * those that go on, where these alone are too many.
     *
     * @param atMost runs to remember
     * @param pending start of the oldest run that is still to be emitted
     * @return how many are not looked at again although they might change
     */
    int forgetOldest(int atMost, long pending) {
        int before = known.size();
        if (before <= atMost) {
            return 0;
        }
        int leave = atMost - atMost / 10;
        settle(Math.min(pending, known.startOfEnded(before - leave)));
        List<KnownRun> open = known.open();
        open.stream()
                .sorted(Comparator.comparingLong(KnownRun::openSince))
                .limit(Math.max(0, open.size() - leave))
                .forEach(run -> known.remove(run.id()));
        return before - known.size();
    }

    KnownRun emitted(ReportRun run, long now) {
        KnownRun before = known.get(run.id());
        long since = before != null && before.open() ? before.openSince() : now;
        KnownRun after = new KnownRun(run.id(), run.start(), run.version(), open(run, now) ? since : KnownRun.ENDED);
        known.put(after);
        return after;
    }

    ReportOffset offset() {
        return new ReportOffset(settled, known.pack(), "");
    }
}
