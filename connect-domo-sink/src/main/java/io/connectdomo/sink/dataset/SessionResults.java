package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.commit.CommitResults;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of a batch once the commit of one of its sessions has ended, or its upload has. Task thread only. */
final class SessionResults extends CommitResults<SessionResults.Of, Optional<CommitReply>> {
    private static final Logger log = LoggerFactory.getLogger(SessionResults.class);

    private static final int MOST_OVERTAKEN_IN_A_ROW = 2;

    private final DataSetSettings settings;
    private final TaskSettings task;
    private final Mailbox mailbox;
    private final DataSetStore api;
    private final Lane lane;
    private final Batches<Batch> batches;
    private final SchemaHolder schema;
    private final FailureAction failure;
    private final CommitReplies replies;

    /** A session, and the batch that it is of. */
    record Of(Batch batch, UploadSession session) {}

    SessionResults(
            DataSetSettings settings,
            TaskSettings task,
            Mailbox mailbox,
            DataSetStore api,
            Lane lane,
            Batches<Batch> batches,
            SchemaHolder schema,
            FailureAction failure) {
        super(failure, MOST_OVERTAKEN_IN_A_ROW);
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

    @Override
    protected String describe(Of of) {
        return of.session().describe();
    }

    @Override
    protected String origin(Of of) {
        return of.batch().records().describe(task.connector(), task.task());
    }

    @Override
    protected boolean isWanted(Of of) {
        return batches.contains(of.batch());
    }

    // ---- committed

    @Override
    protected void committed(Of of, Optional<CommitReply> reply) {
        UploadSession session = of.session();
        lane.metrics().committed(session.rows(), 1);
        api.committed(session.started().uploadId());
        String mismatch = reply.isPresent() ? replies.mismatch(session, reply.get()) : replies.uncounted(session);
        if (mismatch != null) {
            failure.fail(mismatch, null);
            return;
        }
        if (reply.isPresent()) {
            learnVersionIds(session);
        }
        if (api.asksForName()) {
            lane.submit(new SimpleCall("name of the DataSet", api::learnName, unexpected -> {}));
        }
        log.info("DataSet {}: committed {} ({})", api.label(), session.describe(), origin(of));
        of.batch().sessionCommitted();
        if (settings.index() && !api.commitIndexes(session.mode())) {
            index(session);
        }
    }

    /** A batch may be waiting for this to be abandoned. */
    @Override
    protected void afterwards(Of of) {
        Batch batch = of.batch();
        if (batch.giveUpReason() != null && isWanted(of)) {
            batches.abandonFrom(batch, batch.giveUpReason());
        }
    }

    @Override
    protected void incomplete(Of of, Optional<CommitReply> reply, RuntimeException cause) {
        throw new IllegalStateException("Nothing belongs to the commit of " + describe(of) + " but itself", cause);
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

    /** Abandons the batch, or has it abandoned once the commit that was sent for its other session is settled. */
    @Override
    protected void giveUp(Of of, String why) {
        if (!isWanted(of)) {
            return; // abandoned in the meantime
        }
        Batch batch = of.batch();
        if (batch.takeBack()) {
            batches.abandonFrom(batch, why);
        } else {
            batch.giveUpWhenResolved(why);
        }
    }

    @Override
    protected void writeAgain(Of of, String why) {
        if (of.session().mode() == UploadMode.APPEND) {
            log.warn(
                    "DataSet {}: {} is not in Domo as far as it shows ({}). Its rows are written again; should its data"
                            + " version appear later, they are double",
                    api.label(),
                    describe(of),
                    why);
        }
        giveUp(of, why);
    }

    @Override
    protected void takenOver(Of of, String why) {
        writeAgain(of, why);
    }

    @Override
    protected void layoutChanged(Of of) {
        if (isWanted(of)) {
            schema.forget();
            giveUp(of, "the DataSet's columns have changed");
        }
    }

    @Override
    protected String overtakenText(Of of) {
        return "Someone else wrote a data version while the snapshot was being read, twice in a row. Replace needs to"
                + " be the only writer. The snapshot is not committed and its offsets are unmoved.";
    }

    /**
     * Domo refused a part, the start or the commit. That may be due to columns that somebody has just changed: it counts only
     * if they have not.
     */
    @Override
    public void refused(Of of, RuntimeException cause) {
        if (cause instanceof DomoException.Unauthorized) { // no column is to blame, and its minute is over
            failBecauseRefused(of, cause, null);
            return;
        }
        Runnable itCounts = () -> failBecauseRefused(of, cause, null);
        lane.submit(new SimpleCall(
                "schema of the DataSet after a refusal",
                () -> {
                    boolean moved = !api.schema().sameLayoutAs(of.session().layout());
                    mailbox.post(moved ? () -> layoutChanged(of) : itCounts);
                },
                alsoFailed -> mailbox.post(() -> failBecauseRefused(of, cause, alsoFailed))));
    }

    private void failBecauseRefused(Of of, RuntimeException cause, Throwable schemaToo) {
        if (isWanted(of)) {
            String refused = "Domo refused the " + describe(of)
                    + ". Nothing of it was committed, its offsets are not committed"
                    + " and nothing is lost"
                    + (cause instanceof DomoException.Unauthorized ? "." : ": correct the cause and restart the task.");
            String why = FailureAction.goneOr("The DataSet", refused, schemaToo, true);
            failure.fail(why + " (" + origin(of) + ")", cause);
        }
    }

    @Override
    protected String unresolvedText(Of of) {
        return "It could not be found out whether the commit of " + describe(of) + " worked. Its offsets are not"
                + " committed. Look in Domo whether data version "
                + of.session().started().uploadId()
                + " exists before you restart the task: a restart writes these rows again, which doubles them in"
                + " append mode.";
    }
}
