package io.connectdomo.sink.crash;

import static io.connectdomo.sink.crash.Workload.ORDERS_0;
import static io.connectdomo.sink.crash.Workload.ORDERS_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** One kill in one mode, and what came of it. */
record Cell(KillPoint point, Mode mode, Continuation continuation) {
    private static final List<TopicPartition> BOTH = List.of(ORDERS_0, ORDERS_1);

    private static final long TAKE_OVER_MS = 2_000;

    /** A snapshot that comes in one poll can't be cut by silence; one that comes in many is not to be cut by a slow machine. */
    private static final String SILENCE_OF_MANY_POLLS_MS = "1500";

    /** Of 5 ms at least each: several times the commit interval. */
    private static final int ITERATIONS_UNTIL_DUE = 80;

    boolean exists() {
        return switch (point) {
            case BETWEEN_COMMITS -> mode.commitsTwice();
            case AFTER_REWIND -> continuation != Continuation.ZOMBIE;
            // Replace has one task, so that no other can have a part of the partitions.
            case COOPERATIVE, COOPERATIVE_IN_FLIGHT -> continuation != Continuation.AWAY_AND_BACK || !mode.isReplace();
            default -> true;
        };
    }

    @Override
    public String toString() {
        return mode.label() + " / " + point.label() + " / " + continuation.label();
    }

    /**
     * Runs the cell from the first record to the last durable one.
     *
     * @param partsAtOnce with 1 the n-th request is always the same
     * @throws AssertionError where anything is lost, mixed or doubled beyond what the outcome names
     */
    Outcome run(int partsAtOnce) throws IOException {
        try (World world = new World(mode.workload(), partsAtOnce)) {
            WorkerProcess old = world.start(firstConfig());
            old.worker().assign(BOTH);
            world.workload().before(world.topics());
            old.worker().iterateUntil("the first step is durable", world.topics()::allCommitted);
            world.simulation().until("the first step is indexed", Duration.ofSeconds(5), world::isWhole);

            reachThePoint(world, old);
            world.workload().requireWhole(world.rows());
            goOn(world, old);

            world.requireTakeOversKept();
            world.settle();
            return world.workload().outcome(world.rows(), world.commits());
        }
    }

    /** With two owners of equal batches the first must know how versions are told, so its first commit must not fail by haste. */
    private Map<String, String> firstConfig() {
        return continuation == Continuation.AWAY_AND_BACK && !mode.isKeyed()
                ? Map.of("commit.timeout.ms", "1000")
                : Map.of();
    }

    // ---- until the kill

    private void reachThePoint(World world, WorkerProcess old) {
        ScriptedWorker worker = old.worker();
        Topics topics = world.topics();
        old.wire().arm(point.freeze());
        switch (point) {
            case BEFORE_OFFSET_COMMIT -> {
                worker.holdOffsetCommits();
                world.workload().batch(topics);
                worker.iterateUntil("an offset commit is wanted", worker::wantsOffsetCommit);
            }
            case AFTER_OFFSET_COMMIT -> {
                world.workload().batch(topics);
                worker.iterateUntil("the offsets are committed", topics::allCommitted);
            }
            case DURING_REWIND -> {
                old.wire().forgetUpload();
                int before = worker.rewindCount();
                world.workload().batch(topics);
                worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > before);
                worker.commitOffsets();
            }
            case AFTER_REWIND -> {
                worker.holdOffsetCommits();
                world.workload().batch(topics);
                worker.iterateUntil("an offset commit is wanted", worker::wantsOffsetCommit);
                old.wire().forgetUpload();
                int before = worker.rewindCount();
                world.workload().after(topics);
                worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > before);
                worker.iterate();
                worker.commitOffsets();
            }
            default -> {
                world.workload().batch(topics);
                worker.iterateUntil("the point is reached", old.wire()::reached);
            }
        }
        if (point.isRebalance()) {
            worker.revoke(point.isEager() ? BOTH : List.of(ORDERS_1));
        }
    }

    // ---- afterwards

    private void goOn(World world, WorkerProcess old) throws IOException {
        switch (continuation) {
            case ONE_OWNER, REPLAY -> {
                old.die();
                oneGoesOn(world, old);
            }
            case ZOMBIE -> {
                if (point.isRebalance() && !mode.isReplace()) {
                    bothGoOn(world, old);
                } else {
                    old.worker().cutOff();
                    aZombieGoesOn(world, old);
                }
            }
            case COMES_BACK, COMES_BACK_ASKED_LATE -> {
                comeBack(old);
                theSameGoesOn(world, old);
            }
            case COMES_BACK_AND_DIES -> {
                comeBack(old);
                old.die();
                oneGoesOn(world, old);
            }
            case AWAY_AND_BACK -> {
                anotherHasThem(world, old);
                theSameGoesOn(world, old);
            }
        }
    }

    private void comeBack(WorkerProcess process) {
        new ComingBack(point, continuation.isAskedLate()).run(process.worker());
    }

    private void oneGoesOn(World world, WorkerProcess old) throws IOException {
        WorkerProcess owner = newOwner(world, BOTH);
        if (point != KillPoint.AFTER_REWIND) {
            world.workload().after(world.topics());
        }
        if (point.leavesCommitInFlight()) {
            owner.worker().iterateUntil("the owner is at work", () -> isAtWork(owner));
            old.wire().release();
            owner.worker().iterateUntil("the dead one's commit has landed", old.wire()::landed);
            owner.wire().takeOver().allHasLanded();
        }
        owner.worker().iterateUntil("all is durable", world.topics()::allCommitted);
    }

    /** Another process writes the records and gives the partitions back, while what the first had sent is not resolved for it. */
    private void anotherHasThem(World world, WorkerProcess first) throws IOException {
        List<TopicPartition> moved = point.isCooperative() ? List.of(ORDERS_1) : BOTH;
        if (!point.isRebalance()) {
            first.worker().revoke(moved);
        }
        WorkerProcess other = newOwner(world, moved);
        if (point.leavesCommitInFlight()) {
            other.worker().iterateUntil("the other is at work", () -> isAtWork(other));
            first.wire().release();
            other.worker().iterateUntil("the first one's commit has landed", first.wire()::landed);
            other.wire().takeOver().allHasLanded();
        }
        other.worker().iterateUntil("the other has written all", () -> {
            first.worker().iterate();
            return moved.stream().allMatch(world.topics()::isCommitted);
        });
        other.worker().stop();
        first.worker().assign(moved);
    }

    private void theSameGoesOn(World world, WorkerProcess owner) {
        if (point != KillPoint.AFTER_REWIND) {
            world.workload().after(world.topics());
        }
        if (continuation == Continuation.AWAY_AND_BACK) {
            owner.worker().iterate();
            owner.worker().commitOffsets();
        } else if (point.leavesCommitInFlight()) {
            owner.wire().release();
            owner.worker().iterateUntil("the commit has landed", owner.wire()::landed);
        }
        owner.wire().goOn();
        owner.worker().goOnWithOffsetCommits();
        owner.worker().iterateUntil("all is durable", world.topics()::allCommitted);
    }

    /** The old one is not told anything, and goes on with what it has. */
    private void aZombieGoesOn(World world, WorkerProcess zombie) throws IOException {
        WorkerProcess owner = newOwner(world, BOTH);
        world.workload().after(world.topics());
        owner.worker().iterateUntil("the owner is at work", () -> isAtWork(owner));
        int rewinds = zombie.worker().rewindCount();
        zombie.wire().goOn();
        boolean nothingLeft = hasNothingLeft();
        owner.worker().iterateUntil("the zombie has nothing left", () -> {
            zombie.worker().iterate();
            boolean ended = nothingLeft
                    || zombie.worker().wantsOffsetCommit()
                    || zombie.worker().offsetCommitsMissed() > 0
                    || zombie.worker().rewindCount() > rewinds;
            return ended && zombie.wire().isIdle();
        });
        owner.wire().takeOver().allHasLanded();
        owner.worker().iterateUntil("all is durable", () -> {
            zombie.worker().iterate();
            return world.topics().allCommitted();
        });
    }

    /** In replace a commit that never arrived is not repeated: by then the owner has written a newer version. */
    private boolean hasNothingLeft() {
        if (mode.isReplace() && point == KillPoint.COMMIT_NEVER_ARRIVES) {
            return true;
        }
        return point == KillPoint.AFTER_OFFSET_COMMIT || point == KillPoint.DURING_REWIND || point.isRebalance();
    }

    /** The group has shared the partitions out anew; nobody is dead. */
    private void bothGoOn(World world, WorkerProcess old) throws IOException {
        if (point.isEager()) {
            old.worker().assign(List.of(ORDERS_0));
        }
        long ofBoth = commitsOfBoth(world);
        WorkerProcess owner = newOwner(world, List.of(ORDERS_1));
        world.workload().after(world.topics());
        owner.worker().iterateUntil("the owner is at work", () -> isAtWork(owner));
        old.wire().goOn();
        owner.worker().iterateUntil("all that stood still has landed", () -> {
            old.worker().iterate();
            return old.wire().heldHasEnded();
        });
        owner.wire().takeOver().allHasLanded();
        owner.worker().iterateUntil("all is durable", () -> {
            old.worker().iterate();
            return world.topics().allCommitted();
        });
        assertThat(commitsOfBoth(world) - ofBoth)
                .as("commits with revoked rows, beside the one that was on its way")
                .isLessThanOrEqualTo(point.leavesCommitInFlight() ? 1 : 0);
    }

    private static long commitsOfBoth(World world) {
        return world.commits().stream()
                .filter(commit -> commit.message().contains(ORDERS_0 + " "))
                .filter(commit -> commit.message().contains(ORDERS_1 + " "))
                .count();
    }

    /**
     * When the former owner's requests go on. A keyed batch is uploaded only when the take-over's wait is over, and what is on
     * its way lands within it, but not before the batch would be due otherwise.
     */
    private boolean isAtWork(WorkerProcess process) {
        return mode.isKeyed()
                ? process.worker().iterations() > ITERATIONS_UNTIL_DUE
                : process.wire().count(Freeze.Request.PART) > 0;
    }

    private WorkerProcess newOwner(World world, List<TopicPartition> partitions) throws IOException {
        Map<String, String> config = new HashMap<>();
        boolean oldMayLand = continuation == Continuation.ZOMBIE || point.leavesCommitInFlight();
        // What an append writes again by its coordinates is the same row, so that it need not wait.
        TakeOver takeOver = mode == Mode.UPSERT && oldMayLand ? TakeOver.of(TAKE_OVER_MS) : TakeOver.none();
        if (mode.isKeyed() && oldMayLand) {
            config.put("commit.timeout.ms", Long.toString(TAKE_OVER_MS));
        }
        boolean otherBoundaries = continuation == Continuation.REPLAY;
        if (otherBoundaries) {
            config.put("part.max.bytes", "50");
            config.put("commit.max.rows", "7");
            config.put("replace.snapshot.idle.ms", SILENCE_OF_MANY_POLLS_MS);
        }
        WorkerProcess owner = world.start(config, takeOver);
        takeOver.begin();
        owner.worker().maxPollRecords(otherBoundaries ? 3 : 500).assign(partitions);
        return owner;
    }
}
