package io.connectdomo.sink.crash;

import static io.connectdomo.sink.crash.Workload.ORDERS_0;
import static io.connectdomo.sink.crash.Workload.ORDERS_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import io.connectdomo.sink.simulation.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** One kill of a process that writes documents or files; {@link #run} fails unless the outcome is exact. */
record StoreCell(StoreKill point, Store store, Continuation continuation) {
    private static final List<TopicPartition> BOTH = List.of(ORDERS_0, ORDERS_1);

    private static final long TAKE_OVER_MS = 3_000;

    /** Of 5 ms at least each: several times the commit interval. */
    private static final int ITERATIONS_UNTIL_DUE = 80;

    boolean exists() {
        return point.freeze() == null || store.knows(point.freeze().request());
    }

    @Override
    public String toString() {
        return store.label() + " / " + point.label() + " / " + continuation.label();
    }

    void run() throws IOException {
        try (Run run = new Run()) {
            run.all();
        }
    }

    private final class Run implements AutoCloseable {
        private final Simulation simulation = new Simulation();
        private final DomoEmulator domo;
        private final String id;
        private final Topics topics = new Topics();
        private final Map<String, String> reference = new TreeMap<>();
        private final List<WorkerProcess> processes = new ArrayList<>();

        Run() throws IOException {
            this.domo = DomoEmulator.start(simulation.emulator(EmulatorOptions.defaults()));
            this.id = store.create(domo);
        }

        void all() throws IOException {
            WorkerProcess old = start(Map.of(), TakeOver.none());
            old.worker().assign(BOTH);
            store.before(topics, reference);
            old.worker().iterateUntil("the first step is durable", topics::allCommitted);
            assertThat(store.content(domo, id)).isEqualTo(reference);

            reachThePoint(old);
            goOn(old);
            processes.forEach(process -> process.wire().takeOver().requireKept());
            assertThat(store.content(domo, id)).as(StoreCell.this.toString()).isEqualTo(reference);
        }

        private void reachThePoint(WorkerProcess old) {
            ScriptedWorker worker = old.worker();
            old.wire().arm(point.freeze());
            if (point == StoreKill.BEFORE_OFFSET_COMMIT) {
                worker.holdOffsetCommits();
            }
            store.batch(topics, reference);
            switch (point) {
                case BEFORE_OFFSET_COMMIT ->
                    worker.iterateUntil(
                            "all is written", () -> store.content(domo, id).equals(reference));
                case AFTER_OFFSET_COMMIT -> worker.iterateUntil("offsets are committed", topics::allCommitted);
                default -> worker.iterateUntil("the point is reached", old.wire()::reached);
            }
            if (point.isRebalance()) {
                worker.revoke(point.isEager() ? BOTH : List.of(ORDERS_1));
            }
        }

        private void goOn(WorkerProcess old) throws IOException {
            switch (continuation) {
                case ONE_OWNER, REPLAY -> {
                    old.die();
                    oneGoesOn(old);
                }
                case ZOMBIE -> {
                    if (point.isRebalance()) {
                        bothGoOn(old);
                    } else {
                        old.worker().cutOff();
                        aZombieGoesOn(old);
                    }
                }
                case COMES_BACK, COMES_BACK_ASKED_LATE, COMES_BACK_AND_DIES -> comesBack(old);
                case AWAY_AND_BACK -> awayAndBack(old);
            }
        }

        /** The same process gets back what a rebalance took, while what it has on its way is not resolved. */
        private void comesBack(WorkerProcess old) throws IOException {
            ScriptedWorker worker = old.worker();
            List<TopicPartition> taken = taken(worker);
            worker.assign(taken);
            if (continuation.isAskedLate()) {
                worker.iterate();
            } else {
                worker.seekWithoutRecords();
            }
            worker.commitOffsets();
            if (continuation == Continuation.COMES_BACK_AND_DIES) {
                old.die();
                oneGoesOn(old);
            } else {
                itselfGoesOn(old);
            }
        }

        /** Another process makes everything durable in between, and what the first had on its way lands while it works. */
        private void awayAndBack(WorkerProcess old) throws IOException {
            List<TopicPartition> taken = taken(old.worker());
            WorkerProcess owner = newOwner(taken);
            owner.worker().iterateUntil("the other one has the records", () -> passedAll(owner, taken));
            old.wire().goOn();
            owner.worker().iterateUntil("all that stood still has landed", old.wire()::heldHasEnded);
            owner.wire().takeOver().allHasLanded();
            owner.worker().iterateUntil("the other one has made all of it durable", () -> allCommitted(taken));
            owner.worker().stop();
            old.worker().assign(taken);
            itselfGoesOn(old);
        }

        private boolean allCommitted(List<TopicPartition> partitions) {
            return partitions.stream().allMatch(topics::isCommitted);
        }

        private static boolean passedAll(WorkerProcess process, List<TopicPartition> partitions) {
            return partitions.stream().allMatch(process.worker()::hasPassedAll);
        }

        /** What the rebalance at the kill took, or one that comes now. */
        private List<TopicPartition> taken(ScriptedWorker worker) {
            if (point.isRebalance() && !point.isEager()) {
                return List.of(ORDERS_1);
            }
            if (!point.isRebalance()) {
                worker.revoke(BOTH);
            }
            return BOTH;
        }

        private void itselfGoesOn(WorkerProcess old) {
            store.after(topics, reference);
            old.worker().goOnWithOffsetCommits();
            old.wire().goOn();
            old.worker().iterateUntil("all is durable", topics::allCommitted);
        }

        private void oneGoesOn(WorkerProcess old) throws IOException {
            WorkerProcess owner = newOwner(BOTH);
            store.after(topics, reference);
            if (point.leavesRequestInFlight()) {
                owner.worker().iterateUntil("the owner is at work", () -> isAtWork(owner));
                old.wire().release();
                owner.worker().iterateUntil("the dead one's request has landed", old.wire()::landed);
                owner.wire().takeOver().allHasLanded();
            }
            owner.worker().iterateUntil("all is durable", topics::allCommitted);
        }

        private void aZombieGoesOn(WorkerProcess zombie) throws IOException {
            List<Long> ends = BOTH.stream().map(topics::end).toList();
            WorkerProcess owner = newOwner(BOTH);
            store.after(topics, reference);
            owner.worker().iterateUntil("the owner is at work", () -> isAtWork(owner));
            zombie.worker().goOnWithOffsetCommits();
            zombie.wire().goOn();
            owner.worker().iterateUntil("the zombie has written all it has", () -> {
                zombie.worker().iterate();
                boolean written = BOTH.stream()
                        .map(zombie.worker()::lastSafeOffset)
                        .toList()
                        .equals(ends);
                return written && zombie.wire().isIdle();
            });
            owner.wire().takeOver().allHasLanded();
            owner.worker().iterateUntil("all is durable", () -> {
                zombie.worker().iterate();
                return topics.allCommitted();
            });
        }

        private void bothGoOn(WorkerProcess old) throws IOException {
            if (point.isEager()) {
                old.worker().assign(List.of(ORDERS_0));
            }
            WorkerProcess owner = newOwner(List.of(ORDERS_1));
            store.after(topics, reference);
            owner.worker().iterateUntil("the owner is at work", () -> isAtWork(owner));
            old.wire().goOn();
            owner.worker().iterateUntil("all that stood still has landed", () -> {
                old.worker().iterate();
                return old.wire().heldHasEnded();
            });
            owner.wire().takeOver().allHasLanded();
            owner.worker().iterateUntil("all is durable", () -> {
                old.worker().iterate();
                return topics.allCommitted();
            });
        }

        private boolean isAtWork(WorkerProcess process) {
            return process.worker().iterations() > ITERATIONS_UNTIL_DUE;
        }

        private WorkerProcess newOwner(List<TopicPartition> partitions) throws IOException {
            Map<String, String> config = new HashMap<>();
            TakeOver takeOver = oldMayLand() ? TakeOver.of(TAKE_OVER_MS) : TakeOver.none();
            if (oldMayLand()) {
                config.put("domo.request.timeout.ms", Long.toString(TAKE_OVER_MS));
            }
            boolean otherBoundaries = continuation == Continuation.REPLAY;
            if (otherBoundaries) {
                config.put("appdb.bulk.max.documents", "3");
                config.put("commit.max.rows", "7");
            }
            WorkerProcess owner = start(config, takeOver);
            takeOver.begin();
            owner.worker().maxPollRecords(otherBoundaries ? 3 : 500).assign(partitions);
            return owner;
        }

        private boolean oldMayLand() {
            return continuation == Continuation.ZOMBIE
                    || continuation == Continuation.AWAY_AND_BACK
                    || point.leavesRequestInFlight();
        }

        private WorkerProcess start(Map<String, String> more, TakeOver takeOver) throws IOException {
            Map<String, String> config = new HashMap<>(Map.of(
                    "name", "orders-sink",
                    "domo.url", domo.url(),
                    "domo.developer.token", domo.token(),
                    "topics", "orders",
                    "upload.max.in.flight", "1",
                    "commit.interval.ms", "60",
                    "domo.request.timeout.ms", "300",
                    "domo.retry.backoff.ms", "10"));
            config.putAll(store.config(id));
            config.putAll(more);
            WorkerProcess process = WorkerProcess.start(simulation, takeOver, topics, config);
            processes.add(process);
            return process;
        }

        @Override
        public void close() throws IOException {
            processes.forEach(WorkerProcess::close);
            simulation.close();
            domo.close();
        }
    }
}
