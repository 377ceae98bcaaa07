package io.connectdomo.sink.crash;

/** The table of delivery.md 2, for one cell. */
final class Expectation {
    private Expectation() {}

    static Outcome of(KillPoint point, Mode mode, Continuation continuation) {
        if (mode != Mode.APPEND) {
            return Outcome.EXACT;
        }
        return switch (continuation) {
            case ONE_OWNER, REPLAY -> afterADeath(point);
            case ZOMBIE -> besideAZombie(point);
            // It knows what it has sent, and resolves it.
            case COMES_BACK, COMES_BACK_ASKED_LATE -> Outcome.EXACT;
            // A revocation commits offsets too, so that nothing is left between Domo's commit and Kafka's.
            case COMES_BACK_AND_DIES -> point == KillPoint.BEFORE_OFFSET_COMMIT ? Outcome.EXACT : afterADeath(point);
            case AWAY_AND_BACK -> whileAway(point);
        };
    }

    /** F4 again: the other process can't know of a commit on its way. What it has written is not written again. */
    private static Outcome whileAway(KillPoint point) {
        if (point == KillPoint.BEFORE_OFFSET_COMMIT) {
            return Outcome.EXACT;
        }
        return point == KillPoint.COOPERATIVE_IN_FLIGHT ? Outcome.MOVED_PARTITION_TWICE : afterADeath(point);
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
