package io.connectdomo.sink.dataset;

import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.task.Mailbox;
import java.util.function.Consumer;

/** Carries what uploader threads find to the task thread. */
final class SessionEvents implements SessionListener {
    private final Mailbox mailbox;
    private final Batches<Batch> batches;
    private final SessionResults results;
    private final FailureAction failure;

    SessionEvents(Mailbox mailbox, Batches<Batch> batches, SessionResults results, FailureAction failure) {
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
        tell(session, results::layoutChanged);
    }

    @Override
    public void gone(UploadSession session, RuntimeException cause) {
        tell(session, of -> results.lost(of, cause.getMessage()));
    }

    @Override
    public void failed(UploadSession session, RuntimeException cause) {
        tell(session, of -> results.failed(of, cause));
    }

    private void tell(UploadSession session, Consumer<SessionResults.Of> event) {
        mailbox.post(() -> {
            Batch batch = batches.find(each -> each.has(session));
            if (batch != null && !failure.stopped()) {
                event.accept(new SessionResults.Of(batch, session));
            }
        });
    }
}
