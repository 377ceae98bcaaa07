package io.connectdomo.sink.crash;

/** The table of delivery.md 2, for one cell. */
final class Expectation {
    private Expectation() {}

    static Outcome of(KillPoint point, Mode mode, Continuation continuation) {
        if (mode != Mode.APPEND) {
            return Outcome.EXACT;
        }
        return continuation == Continuation.ZOMBIE ? besideAZombie(point) : afterADeath(point);
    }

    /** F1 costs nothing; F2, and a lost reply followed by a crash, doubles the batch. */
    private static Outcome afterADeath(KillPoint point) {
        return point.landed() == KillPoint.Landed.YES ? Outcome.BATCH_TWICE : Outcome.EXACT;
    }

    /** F4: what a zombie still commits is double. What was revoked in order is not committed any more, or only resolved. */
    private static Outcome besideAZombie(KillPoint point) {
        if (point.isRebalance()) {
            return point.leavesCommitInFlight() ? Outcome.MOVED_PARTITION_TWICE : Outcome.EXACT;
        }
        boolean nothingLeft = point == KillPoint.AFTER_OFFSET_COMMIT || point == KillPoint.DURING_REWIND;
        return nothingLeft ? Outcome.EXACT : Outcome.BATCH_TWICE;
    }
}
