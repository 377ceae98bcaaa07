package io.connectdomo.source.reports;

/** How far the history is settled, and which runs may still be met. {@code settled} never falls. */
final class ReportState {
    private final KnownRuns known;
    private long settled;

    ReportState(ReportOffset offset) {
        this.settled = offset.settled();
        this.known = offset.known();
    }

    long settled() {
        return settled;
    }

    KnownRuns known() {
        return known;
    }

    void settle(long time) {
        settled = Math.max(settled, time);
        known.dropEndedBefore(settled);
    }

    /** Whether it has to be emitted: unseen, or changed since. */
    boolean news(ReportRun run) {
        KnownRun before = known.get(run.id());
        return before == null ? !run.startedBefore(settled) : before.version() != run.version();
    }

    /** Whether there is nothing to be learnt from it any more. */
    boolean done(ReportRun run) {
        return !run.open() && !news(run);
    }

    KnownRun emitted(ReportRun run, long now) {
        KnownRun before = known.get(run.id());
        long since = before != null && before.open() ? before.openSince() : now;
        KnownRun after = new KnownRun(run.id(), run.start(), run.version(), run.open() ? since : KnownRun.ENDED);
        known.put(after);
        return after;
    }

    ReportOffset offset() {
        return new ReportOffset(settled, known.pack(), "");
    }
}
