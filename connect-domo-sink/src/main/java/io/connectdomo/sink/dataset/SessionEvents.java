package io.connectdomo.sink.dataset;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.task.Mailbox;
import java.util.function.Consumer;

/** Carries what uploader threads find to the task thread. */
final class SessionEvents implements SessionListener {
    private final Mailbox mailbox;
    private final Batches<Batch> batches;
    private final CommitResults results;
    private final FailureAction failure;

    SessionEvents(Mailbox mailbox, Batches<Batch> batches, CommitResults results, FailureAction failure) {
        this.mailbox = mailbox;
        this.batches = batches;
        this.results = results;
        this.failure = failure;
    }

    @Override
    public void uploaded(UploadSession session) {
        // The next advance() sees it by itself; this wakes a task thread that waits for commits.
        mailbox.post(() -> {});
    }

    @Override
    public void layoutChanged(UploadSession session) {
        withBatch(session, results::layoutChanged);
    }

    @Override
    public void gone(UploadSession session, RuntimeException cause) {
        withBatch(session, batch -> results.lost(batch, session, cause.getMessage()));
    }

    @Override
    public void failed(UploadSession session, RuntimeException cause) {
        if (cause instanceof DomoException.Refused) {
            withBatch(session, batch -> results.refused(batch, session, cause));
        } else {
            withBatch(session, batch -> failure.fail(spentText(session, cause), cause));
        }
    }

    private void withBatch(UploadSession session, Consumer<Batch> action) {
        mailbox.post(() -> {
            Batch batch = batches.find(each -> each.has(session));
            if (batch != null && !failure.stopped()) {
                action.accept(batch);
            }
        });
    }

    private static String spentText(UploadSession session, RuntimeException cause) {
        String kept = " stays uncommitted. Its offsets are not committed and nothing is lost";
        return cause instanceof DomoException.Unauthorized
                ? "Domo kept refusing: " + session.describe() + kept + "."
                : "Domo took nothing within domo.retry.timeout.ms: " + session.describe() + kept
                        + "; restart the task when Domo answers again.";
    }
}
