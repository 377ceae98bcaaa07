package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a batch once the commit of one of its sessions has ended, or its upload has. Task thread only. */
final class CommitResults {
    private static final Logger log = LoggerFactory.getLogger(CommitResults.class);

    private static final int MAX_LOST_SESSIONS = 3;

    private final DataSetSettings settings;
    private final TaskSettings task;
    private final Mailbox mailbox;
    private final DataSetStore api;
    private final Lane lane;
    private final Batches<Batch> batches;
    private final SchemaHolder schema;
    private final FailureAction failure;
    private final CommitReplies replies;
    private int lostInARow;
    private int overtakenInARow;

    CommitResults(
            DataSetSettings settings,
            TaskSettings task,
            Mailbox mailbox,
            DataSetStore api,
            Lane lane,
            Batches<Batch> batches,
            SchemaHolder schema,
            FailureAction failure) {
        this.settings = settings;
        this.task = task;
        this.mailbox = mailbox;
        this.api = api;
        this.lane = lane;
        this.batches = batches;
        this.schema = schema;
        this.failure = failure;
        this.replies = new CommitReplies(settings, api.label());
    }

    void ended(Batch batch, UploadSession session, CommitOutcome outcome) {
        batch.commitEnded();
        if (outcome instanceof CommitOutcome.Committed committed) {
            committed(batch, session, committed);
        } else if (failure.stopped()) {
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
        lane.metrics().committed(session.rows(), 1);
        api.committed(session.started().uploadId());
        lostInARow = 0;
        overtakenInARow = 0;
        String mismatch = committed.reply().isPresent()
                ? replies.mismatch(session, committed.reply().get())
                : replies.uncounted(session);
        if (mismatch != null) {
            failure.fail(mismatch, null);
            return;
        }
        if (committed.reply().isPresent()) {
            learnVersionIds(session);
        }
        if (api.asksForName()) {
            lane.submit(new SimpleCall("name of the DataSet", api::learnName, unexpected -> {}));
        }
        log.info(
                "DataSet {}: committed {} ({})",
                api.label(),
                session.describe(),
                batch.records().describe(task.connector(), task.task()));
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
                        log.debug("Data versions of {} can't be listed now", api.label(), notNow);
                    }
                },
                unexpected -> log.warn("The check of data version ids failed", unexpected)));
    }

    private void index(UploadSession session) {
        long uploadId = session.started().uploadId();
        lane.submit(new SimpleCall(
                "index request after upload " + uploadId,
                api::index,
                cause -> mailbox.post(() -> failure.fail(
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
                    api.label(),
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
        if (cause instanceof DomoException.Unauthorized) { // no column is to blame, and its minute is over
            failBecauseRefused(batch, session, cause, null);
            return;
        }
        Runnable itCounts = () -> failBecauseRefused(batch, session, cause, null);
        lane.submit(new SimpleCall(
                "schema of the DataSet after a refusal",
                () -> {
                    boolean moved = !api.schema().sameLayoutAs(session.layout());
                    mailbox.post(moved ? () -> layoutChanged(batch) : itCounts);
                },
                alsoFailed -> mailbox.post(() -> failBecauseRefused(batch, session, cause, alsoFailed))));
    }

    private void failBecauseRefused(Batch batch, UploadSession session, RuntimeException cause, Throwable schemaToo) {
        if (batches.contains(batch)) {
            String refused = "Domo refused the " + session.describe()
                    + ". Nothing of it was committed, its offsets are not committed"
                    + " and nothing is lost"
                    + (cause instanceof DomoException.Unauthorized ? "." : ": correct the cause and restart the task.");
            String why = FailureAction.goneOr("The DataSet", refused, schemaToo, true);
            failure.fail(why + " (" + batch.records().describe(task.connector(), task.task()) + ")", cause);
        }
    }

    private void unresolved(Batch batch, UploadSession session, RuntimeException cause) {
        failure.fail(
                "It could not be found out whether the commit of " + session.describe() + " worked. Its offsets are not"
                        + " committed. Look in Domo whether data version "
                        + session.started().uploadId()
                        + " exists before you restart the task: a restart writes these rows again, which doubles them in"
                        + " append mode. (" + batch.records().describe(task.connector(), task.task()) + ")",
                cause);
    }
}
