package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.commit.Commit;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.Optional;

/** Commits the batches of one DataSet, one after another; what comes of it is for {@link SessionResults}. Task thread only. */
final class Committer {
    private final DataSetSettings settings;
    private final TaskSettings task;
    private final TaskParts parts;
    private final DataSetStore api;
    private final Lane lane;
    private final Batches<Batch> batches;
    private final SchemaHolder schema;
    private final SessionResults results;
    /** The commit that was last begun; null before the first. */
    private Commit<?> current;

    Committer(
            DataSetSettings settings,
            TaskSettings task,
            TaskParts parts,
            DataSetStore api,
            Lane lane,
            Batches<Batch> batches,
            SchemaHolder schema,
            SessionResults results) {
        this.settings = settings;
        this.task = task;
        this.parts = parts;
        this.api = api;
        this.lane = lane;
        this.batches = batches;
        this.schema = schema;
        this.results = results;
    }

    /** Lets go of batches that are durable. */
    void settle() {
        for (Batch batch = batches.first(); batch != null && isDurable(batch); batch = batches.first()) {
            batches.firstIsDurable();
            parts.commitRequests().want();
        }
    }

    private boolean isDurable(Batch batch) {
        return !batch.isCommitting() && batch.nextSession() == null && errantsAreSafe(batch);
    }

    private boolean errantsAreSafe(Batch batch) {
        return batch.records().errantsAreSafe(parts.errants());
    }

    /** Starts the next commit if there is one to start. */
    void advance(long nowMs) {
        Batch batch = batches.first();
        if (batch == null || batch.isCommitting() || batch.nextSession() == null || nowMs < notBeforeMs(batch)) {
            return;
        }
        if (batch.nextSession().isUploaded() && errantsAreSafe(batch)) {
            commit(batch, batch.nextSession());
        }
    }

    /** When {@link #advance} can start a commit by time alone; what it waits for otherwise shows as busy. */
    long nextDueMs() {
        Batch batch = batches.first();
        boolean waitsForTime = batch != null
                && !batch.isCommitting()
                && batch.nextSession() != null
                && batch.nextSession().isUploaded()
                && notBeforeMs(batch) > parts.ticker().nowMs();
        return waitsForTime ? notBeforeMs(batch) : Long.MAX_VALUE;
    }

    /** What others sent must have ended: a former owner's last commit (upsert and delete), another task's new columns. */
    long notBeforeMs(Batch batch) {
        long attemptMs = task.commitTimes().attemptMs();
        long owned = settings.mode().isKeyed() ? batch.records().lastOpenedMs() + attemptMs : Long.MIN_VALUE;
        return Math.max(owned, schema.settledMs(attemptMs));
    }

    /** Asks whether the commit that is under way shows before its reply comes. */
    void lookAhead() {
        Batch batch = batches.first();
        if (batch != null && batch.isCommitting() && current != null) {
            lane.submit(new SimpleCall("look for a data version", current::lookAhead, unexpected -> {}));
        }
    }

    private void commit(Batch batch, UploadSession session) {
        long askedMs = parts.ticker().nowMs();
        SessionCommit store = new SessionCommit(
                api,
                session,
                batch.records().describe(task.connector(), task.task()),
                task.commitTimes().attemptMs());
        Commit<Optional<CommitReply>> operation =
                new Commit<>(store, task.commitTimes(), parts.lease(), parts.ticker(), lane, outcome -> {
                    lane.metrics().commitTook(parts.ticker().nowMs() - askedMs);
                    parts.mailbox().post(() -> {
                        batch.commitEnded();
                        results.ended(new SessionResults.Of(batch, session), outcome);
                    });
                });
        current = operation;
        batch.committing(operation);
        lane.submit(operation);
    }
}
