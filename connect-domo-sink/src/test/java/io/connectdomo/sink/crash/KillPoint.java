package io.connectdomo.sink.crash;

import static io.connectdomo.sink.crash.Freeze.Fate.IS_LOST;
import static io.connectdomo.sink.crash.Freeze.Fate.LANDS;
import static io.connectdomo.sink.crash.Freeze.Request.CHECK;
import static io.connectdomo.sink.crash.Freeze.Request.COMMIT;
import static io.connectdomo.sink.crash.Freeze.Request.PART;
import static io.connectdomo.sink.crash.Freeze.Request.START;

/** Where the process is killed, or, as a zombie, cut off from Kafka. */
enum KillPoint {
    BEFORE_START("before the upload starts", Landed.NO),
    AFTER_START("after its start", Landed.NO),
    AFTER_PART_1("after part 1", Landed.NO),
    AFTER_PART_2("after part 2", Landed.NO),
    AFTER_LAST_PART("after the last part", Landed.NO),
    PART_REPLY_LOST("a part's reply is lost", Landed.NO),
    COMMIT_NEVER_ARRIVES("the commit is sent and never arrives", Landed.NO),
    COMMIT_IN_FLIGHT("the commit is on its way and lands later", Landed.YES),
    COMMIT_REPLY_LOST("the commit is applied and its reply lost", Landed.YES),
    BETWEEN_COMMITS("between the upsert and the delete commit", Landed.NO),
    BEFORE_OFFSET_COMMIT("before the offset commit", Landed.YES),
    AFTER_OFFSET_COMMIT("after the offset commit", Landed.WITH_OFFSETS),
    DURING_REWIND("during a rewind", Landed.NO),
    /** The batch is durable, its offsets were not asked for yet, and what follows it is rewound: then they are. */
    AFTER_REWIND("after a rewind to its end, and an offset commit", Landed.WITH_OFFSETS),
    EAGER("at an eager rebalance", Landed.NO),
    EAGER_IN_FLIGHT("at an eager rebalance, a commit in flight", Landed.YES),
    COOPERATIVE("at a cooperative rebalance", Landed.NO),
    COOPERATIVE_IN_FLIGHT("at a cooperative rebalance, a commit in flight", Landed.YES);

    /** What a process that dies here leaves of the batch. */
    enum Landed {
        NO,
        /** Domo has the batch, or will have, and Kafka does not know: F2. */
        YES,
        WITH_OFFSETS
    }

    private final String label;
    private final Landed landed;

    KillPoint(String label, Landed landed) {
        this.label = label;
        this.landed = landed;
    }

    String label() {
        return label;
    }

    /** Null where it is not a request that stands still. */
    Freeze freeze() {
        return switch (this) {
            case BEFORE_START -> Freeze.arriving(START, IS_LOST);
            case AFTER_START -> Freeze.after(START, 1);
            case AFTER_PART_1, EAGER, COOPERATIVE -> Freeze.after(PART, 1);
            case AFTER_PART_2 -> Freeze.after(PART, 2);
            case AFTER_LAST_PART -> Freeze.arriving(CHECK, IS_LOST);
            case PART_REPLY_LOST -> Freeze.replyLost(PART);
            case COMMIT_NEVER_ARRIVES -> Freeze.arriving(COMMIT, IS_LOST);
            case COMMIT_IN_FLIGHT, EAGER_IN_FLIGHT, COOPERATIVE_IN_FLIGHT -> Freeze.arriving(COMMIT, LANDS);
            case COMMIT_REPLY_LOST -> Freeze.replyLost(COMMIT);
            case BETWEEN_COMMITS -> Freeze.after(COMMIT, 1);
            case BEFORE_OFFSET_COMMIT, AFTER_OFFSET_COMMIT, DURING_REWIND, AFTER_REWIND -> null;
        };
    }

    Landed landed() {
        return landed;
    }

    boolean isRebalance() {
        return isEager() || isCooperative();
    }

    boolean isCooperative() {
        return this == COOPERATIVE || this == COOPERATIVE_IN_FLIGHT;
    }

    boolean isEager() {
        return this == EAGER || this == EAGER_IN_FLIGHT;
    }

    /** Whether a request is left on its way that lands when the next owner works already. */
    boolean leavesCommitInFlight() {
        return this == COMMIT_IN_FLIGHT || this == EAGER_IN_FLIGHT || this == COOPERATIVE_IN_FLIGHT;
    }
}
