package io.connectdomo.sink.crash;

import static io.connectdomo.sink.crash.Freeze.Fate.IS_LOST;
import static io.connectdomo.sink.crash.Freeze.Fate.LANDS;
import static io.connectdomo.sink.crash.Freeze.Request.CREATE;
import static io.connectdomo.sink.crash.Freeze.Request.DELETE;
import static io.connectdomo.sink.crash.Freeze.Request.LOOK;
import static io.connectdomo.sink.crash.Freeze.Request.UPDATE;

/** Where a process that writes documents or files is killed, or, as a zombie, cut off from Kafka. */
enum StoreKill {
    BEFORE_LOOK("a look-up is sent and never arrives", Freeze.arriving(LOOK, IS_LOST)),
    AFTER_LOOK("after a look-up", Freeze.after(LOOK, 1)),
    CREATE_NEVER_ARRIVES("a create is sent and never arrives", Freeze.arriving(CREATE, IS_LOST)),
    CREATE_IN_FLIGHT("a create is on its way and lands later", Freeze.arriving(CREATE, LANDS)),
    CREATE_REPLY_LOST("a create is applied and its reply lost", Freeze.replyLost(CREATE)),
    AFTER_CREATE("after a create", Freeze.after(CREATE, 1)),
    UPDATE_NEVER_ARRIVES("an update is sent and never arrives", Freeze.arriving(UPDATE, IS_LOST)),
    UPDATE_IN_FLIGHT("an update is on its way and lands later", Freeze.arriving(UPDATE, LANDS)),
    UPDATE_REPLY_LOST("an update is applied and its reply lost", Freeze.replyLost(UPDATE)),
    AFTER_UPDATE("after an update", Freeze.after(UPDATE, 1)),
    DELETE_NEVER_ARRIVES("a delete is sent and never arrives", Freeze.arriving(DELETE, IS_LOST)),
    DELETE_IN_FLIGHT("a delete is on its way and lands later", Freeze.arriving(DELETE, LANDS)),
    DELETE_REPLY_LOST("a delete is applied and its reply lost", Freeze.replyLost(DELETE)),
    AFTER_DELETE("after a delete", Freeze.after(DELETE, 1)),
    BEFORE_OFFSET_COMMIT("before the offset commit", null),
    AFTER_OFFSET_COMMIT("after the offset commit", null),
    EAGER("at an eager rebalance", Freeze.after(CREATE, 1)),
    EAGER_IN_FLIGHT("at an eager rebalance, a create in flight", Freeze.arriving(CREATE, LANDS)),
    COOPERATIVE("at a cooperative rebalance", Freeze.after(CREATE, 1)),
    COOPERATIVE_IN_FLIGHT("at a cooperative rebalance, a create in flight", Freeze.arriving(CREATE, LANDS));

    private final String label;

    /** A record of enums. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Freeze freeze;

    StoreKill(String label, Freeze freeze) {
        this.label = label;
        this.freeze = freeze;
    }

    String label() {
        return label;
    }

    /** Null where it is not a request that stands still. */
    Freeze freeze() {
        return freeze;
    }

    boolean isRebalance() {
        return isEager() || this == COOPERATIVE || this == COOPERATIVE_IN_FLIGHT;
    }

    boolean isEager() {
        return this == EAGER || this == EAGER_IN_FLIGHT;
    }

    /** Whether a request is left on its way that lands when the next owner works already. */
    boolean leavesRequestInFlight() {
        return freeze != null && freeze.moment() == Freeze.Moment.ARRIVING && freeze.fate() == LANDS;
    }
}
