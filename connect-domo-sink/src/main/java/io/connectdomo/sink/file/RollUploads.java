package io.connectdomo.sink.file;

import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.commit.Commit;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.function.Consumer;

/** What the rolls of one topic ask of Domo, and the way of its answers back to the task thread. */
final class RollUploads {
    private final TaskSettings task;
    private final TaskParts parts;
    private final FileApi api;
    private final Lane lane;
    private final FailureAction failure;
    private final RollResults results;

    RollUploads(TaskSettings task, TaskParts parts, FileApi api, Lane lane, FailureAction failure) {
        this.task = task;
        this.parts = parts;
        this.api = api;
        this.lane = lane;
        this.failure = failure;
        this.results = new RollResults(task, failure, lane.metrics());
    }

    private void mail(Runnable event) {
        parts.mailbox().post(event);
    }

    /** What the lane asks while it waits for Domo and has nothing else to ask. */
    void probe() {
        lane.probeWith(new SimpleCall("look at the files", api::probe, cause -> mail(() -> refusedToLook(cause))));
    }

    /** Asks what stands at the place of the roll that begins at {@code offset}. */
    void look(PartitionRolls rolls, RollPlace place, long offset) {
        lane.submit(new RollLook(
                api,
                place,
                task.commitTimes().graceMs(),
                parts.ticker(),
                found -> mail(() -> rolls.looked(offset, found)),
                cause -> mail(() -> refusedToLook(cause))));
    }

    private void refusedToLook(RuntimeException cause) {
        failure.fail(
                "Domo did not say which files there are, so it is not known whether records are in Domo already. Offsets are"
                        + " not committed and nothing is lost.",
                cause);
    }

    /** Sends the roll, or finds it there. */
    void commit(PartitionRolls rolls, Roll roll) {
        long askedMs = parts.ticker().nowMs();
        RollCommit store = new RollCommit(api, roll.place(), roll.sha256(), roll.request(api, lane.metrics()));
        Commit<WrittenFile> operation =
                new Commit<>(store, task.commitTimes(), parts.lease(), parts.ticker(), lane, outcome -> {
                    lane.metrics().commitTook(parts.ticker().nowMs() - askedMs);
                    mail(() -> {
                        roll.commitEnded();
                        results.ended(new RollResults.Of(rolls, roll), outcome);
                    });
                });
        roll.committing(operation);
        lane.submit(operation);
    }

    /** The session of a roll that is larger than a part. */
    RollSession session(PartitionRolls rolls, RollPlace place) {
        return new RollSession(api, lane, place, new Events(rolls));
    }

    private final class Events implements RollListener {
        private final PartitionRolls rolls;

        Events(PartitionRolls rolls) {
            this.rolls = rolls;
        }

        @Override
        public void uploaded(RollSession session) {
            // The next advance() sees it by itself; this wakes a task thread that waits for commits.
            mail(() -> {});
        }

        @Override
        public void overtaken(RollSession session) {
            withRoll(session, results::overtaken);
        }

        @Override
        public void gone(RollSession session, RuntimeException cause) {
            withRoll(session, of -> results.lost(of, cause.getMessage()));
        }

        @Override
        public void failed(RollSession session, RuntimeException cause) {
            withRoll(session, of -> results.failed(of, cause));
        }

        private void withRoll(RollSession session, Consumer<RollResults.Of> event) {
            mail(() -> {
                Roll roll = rolls.batches().find(each -> each.has(session));
                if (roll != null && !failure.stopped()) {
                    event.accept(new RollResults.Of(rolls, roll));
                }
            });
        }
    }
}
