package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the batches of one DataSet, one after another, and decides what becomes of each outcome. Task thread only.
 */
final class Committer {
    private static final Logger log = LoggerFactory.getLogger(Committer.class);

    private static final int MAX_LOST_SESSIONS = 3;

    private final DataSetSettings settings;
    private final TaskSettings task;
    private final TaskParts parts;
    private final DataSetApi api;
    private final Lane lane;
    private final Batches batches;
    private final SchemaHolder schema;
    private final FailureAction failure;
    private final CommitReplies replies;
    private int lostInARow;
    private int overtakenInARow;

    Committer(
            DataSetSettings settings,
            TaskSettings task,
            TaskParts parts,
            DataSetApi api,
            Lane lane,
            Batches batches,
            SchemaHolder schema,
            FailureAction failure) {
        this.settings = settings;
        this.task = task;
        this.parts = parts;
        this.api = api;
        this.lane = lane;
        this.batches = batches;
        this.schema = schema;
        this.failure = failure;
        this.replies = new CommitReplies(settings);
    }

    boolean stopped() {
        return failure.stopped();
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
        if (!batch.errantsSettled()) {
            return false;
        }
        if (batch.hadErrants()) {
            parts.errants().checkDeadLetterQueue();
        }
        return true;
    }

    /** Starts the next commit if there is one to start. */
    void advance(long nowMs) {
        Batch batch = batches.first();
        if (batch == null || batch.isCommitting() || batch.nextSession() == null || nowMs < notBeforeMs(batch)) {
            return;
        }
        if (batch.nextSession().uploaded() && errantsAreSafe(batch)) {
            commit(batch, batch.nextSession());
        }
    }

    /** When {@link #advance} can start a commit by time alone; what it waits for otherwise shows as busy. */
    long nextDueMs() {
        Batch batch = batches.first();
        boolean waitsForTime = batch != null
                && !batch.isCommitting()
                && batch.nextSession() != null
                && batch.nextSession().uploaded()
                && notBeforeMs(batch) > parts.ticker().nowMs();
        return waitsForTime ? notBeforeMs(batch) : Long.MAX_VALUE;
    }

    /** Upsert and delete: a former owner's last commit attempt must have ended before our first one. */
    long notBeforeMs(Batch batch) {
        return settings.mode().isKeyed()
                ? batch.lastOpenedMs() + task.commitTimes().attemptMs()
                : Long.MIN_VALUE;
    }

    private void commit(Batch batch, UploadSession session) {
        CommitOperation operation = new CommitOperation(
                api,
                session,
                batch.describe(task.connector(), task.task()),
                task.commitTimes(),
                parts.lease(),
                parts.ticker(),
                outcome -> parts.mailbox().post(() -> ended(batch, session, outcome)));
        batch.committing(operation);
        lane.submit(operation);
    }

    private void ended(Batch batch, UploadSession session, CommitOutcome outcome) {
        batch.commitEnded();
        if (outcome instanceof CommitOutcome.Committed committed) {
            committed(batch, session, committed);
        } else if (stopped()) {
            return; // parked or failed in the meantime: its records are read again after a restart
        } else if (outcome instanceof CommitOutcome.NotWritten notWritten) {
            lost(batch, session, notWritten.why());
        } else if (outcome instanceof CommitOutcome.TakenOver takenOver) {
            writeAgain(batch, session, takenOver.why());
        } else if (outcome instanceof CommitOutcome.LayoutChanged) {
            layoutChanged(batch);
        } else if (outcome instanceof CommitOutcome.NewerVersion) {
            overtaken(batch);
        } else if (outcome instanceof CommitOutcome.Rejected rejected) {
            refused(batch, session, rejected.cause());
        } else if (outcome instanceof CommitOutcome.NotSent notSent) {
            notSent(session, notSent.cause());
        } else if (outcome instanceof CommitOutcome.Unresolved unresolved) {
            unresolved(batch, session, unresolved.cause());
        }
        if (batch.giveUpReason() != null && batches.contains(batch)) {
            batches.abandonFrom(batch, batch.giveUpReason());
        }
    }

    private void committed(Batch batch, UploadSession session, CommitOutcome.Committed committed) {
        api.committed(session.started().uploadId());
        lostInARow = 0;
        overtakenInARow = 0;
        if (committed.reply().isPresent()) {
            String mismatch = replies.mismatch(session, committed.reply().get());
            if (mismatch != null) {
                failure.fail(mismatch, null);
                return;
            }
            learnVersionIds(session);
        }
        log.info(
                "DataSet {}: committed {} ({})",
                settings.dataSetId(),
                session.describe(),
                batch.describe(task.connector(), task.task()));
        batch.sessionCommitted();
        if (settings.index() && !api.commitIndexes(session.mode())) {
            index(session);
        }
    }

    private void learnVersionIds(UploadSession session) {
        if (api.versionIdsKnown()) {
            return;
        }
        long uploadId = session.started().uploadId();
        lane.submit(new SimpleCall(
                "check of data version ids",
                () -> {
                    try {
                        api.learnVersionIds(uploadId);
                    } catch (DomoException notNow) {
                        // Only a convenience for later: the next commit tries again.
                        log.debug("Data versions of {} can't be listed now", settings.dataSetId(), notNow);
                    }
                },
                unexpected -> log.warn("The check of data version ids failed", unexpected)));
    }

    private void index(UploadSession session) {
        long uploadId = session.started().uploadId();
        lane.submit(new SimpleCall(
                "index request after upload " + uploadId,
                api::index,
                cause -> parts.mailbox()
                        .post(() -> failure.fail(
                                "The rows of upload " + uploadId
                                        + " are committed but could not be indexed, so they can't be"
                                        + " queried yet. The next commit, or an index request in Domo, shows them.",
                                cause))));
    }

    // ---- outcomes that are no commit

    /** Abandons the batch, or has it abandoned once the commit that was sent for its other session is resolved. */
    private void giveUp(Batch batch, String why) {
        if (!batches.contains(batch)) {
            return; // abandoned in the meantime
        }
        if (batch.takeBack()) {
            batches.abandonFrom(batch, why);
        } else {
            batch.giveUpWhenResolved(why);
        }
    }

    private void notSent(UploadSession session, RuntimeException cause) {
        failure.fail(
                "The commit of " + session.describe()
                        + " could not be sent within domo.retry.timeout.ms. Nothing of it was"
                        + " written, its offsets are not committed and nothing is lost; restart the task when Domo can be"
                        + " reached again.",
                cause);
    }

    /** The session's rows are not in Domo and never will be: they are written again by a new one. */
    void lost(Batch batch, UploadSession session, String why) {
        if (++lostInARow >= MAX_LOST_SESSIONS) {
            failure.fail(
                    lostInARow + " uploads in a row were lost without one commit, the last being " + session.describe()
                            + " (" + why + "). Offsets are not committed and nothing is lost. Perhaps uploads expire in"
                            + " Domo before they are committed: lower commit.interval.ms.",
                    null);
            return;
        }
        writeAgain(batch, session, why);
    }

    private void writeAgain(Batch batch, UploadSession session, String why) {
        if (session.mode() == UploadMode.APPEND) {
            log.warn(
                    "DataSet {}: {} is not in Domo as far as it shows ({}). Its rows are written again; should its data"
                            + " version appear later, they are double",
                    settings.dataSetId(),
                    session.describe(),
                    why);
        }
        giveUp(batch, why);
    }

    void layoutChanged(Batch batch) {
        if (batches.contains(batch)) {
            schema.forget();
            giveUp(batch, "the DataSet's columns have changed");
        }
    }

    private void overtaken(Batch batch) {
        if (++overtakenInARow > 1) {
            failure.fail(
                    "Someone else wrote a data version while the snapshot was being read, twice in a row. Replace needs to"
                            + " be the only writer. The snapshot is not committed and its offsets are unmoved.",
                    null);
            return;
        }
        giveUp(batch, "someone else wrote a data version since the snapshot began");
    }

    /**
     * Domo refused a part, the start or the commit. That may be due to columns that somebody has just changed: it counts only
     * if they have not.
     */
    void refused(Batch batch, UploadSession session, RuntimeException cause) {
        Runnable itCounts = () -> failBecauseRefused(batch, session, cause);
        lane.submit(new SimpleCall(
                "schema of the DataSet after a refusal",
                () -> {
                    boolean moved = !api.schema().sameLayoutAs(session.layout());
                    parts.mailbox().post(moved ? () -> layoutChanged(batch) : itCounts);
                },
                alsoFailed -> parts.mailbox().post(itCounts)));
    }

    private void failBecauseRefused(Batch batch, UploadSession session, RuntimeException cause) {
        if (batches.contains(batch)) {
            failure.fail(
                    "Domo refused the " + session.describe()
                            + ". Nothing of it was committed, its offsets are not committed"
                            + " and nothing is lost: correct the cause and restart the task. ("
                            + batch.describe(task.connector(), task.task()) + ")",
                    cause);
        }
    }

    private void unresolved(Batch batch, UploadSession session, RuntimeException cause) {
        failure.fail(
                "It could not be found out whether the commit of " + session.describe() + " worked. Its offsets are not"
                        + " committed. Look in Domo whether data version "
                        + session.started().uploadId()
                        + " exists before you restart the task: a restart writes these rows again, which doubles them in"
                        + " append mode. (" + batch.describe(task.connector(), task.task()) + ")",
                cause);
    }
}
