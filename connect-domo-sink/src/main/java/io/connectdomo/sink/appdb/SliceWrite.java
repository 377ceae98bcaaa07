package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.AppDbDocument;
import io.connectdomo.common.appdb.DocumentUpdate;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one slice of a batch into the collection: looks up what is there of it, then creates, updates and deletes what is
 * left to do, one request after another (delivery.md 3). After a request whose outcome is not known it waits until that one must have
 * ended, and looks again: so a create that worked unseen is never made twice.
 */
final class SliceWrite implements Call {
    private static final long LEASE_PAUSE_MS = 500;

    /** Answers that blame the document and nothing else. */
    private static final Set<Integer> BAD_DOCUMENT = Set.of(400, 413, 422);

    /** A document that is found and then is not there, time after time, is no race any more. */
    private static final int MOST_RACES = 20;

    private final BatchWrite batch;
    private final CollectionApi api;
    private final Optional<Identity> identity;
    private final OutcomeMetrics outcome;
    private final Deletion deletion;
    private List<DocumentChange> changes;

    /** Null until it is known what is there. */
    private Plan plan;

    /** Whether a document in the slice was refused: one by one it shows which. */
    private boolean oneByOne;

    private boolean foundAll = true;
    private long notBeforeMs = Long.MIN_VALUE;
    private int races;

    /** Whether the request whose outcome is not known was to create: what it has created is found now, and updated once more. */
    private boolean creating;

    SliceWrite(BatchWrite batch, List<DocumentChange> changes) {
        this.batch = batch;
        this.api = batch.api();
        this.identity = batch.identity();
        this.outcome = batch.metrics().outcome();
        this.deletion = new Deletion(api);
        this.changes = List.copyOf(changes);
    }

    @Override
    public String what() {
        return "write of " + changes.size() + " documents";
    }

    @Override
    public Step attempt() {
        if (batch.cancelled()) {
            return Step.DROPPED;
        }
        if (batch.lease().ended()) {
            return Step.DROPPED;
        }
        long now = batch.nowMs();
        if (now < notBeforeMs) {
            return Step.waiting(
                    notBeforeMs - now, "the outcome of a request is not known, and it may still be on its way");
        }
        if (!batch.goingOn()) {
            outcome.resolved(Resolution.UNRESOLVED);
            batch.sliceEnded(false);
            return Step.DROPPED;
        }
        if (!batch.lease().fresh()) {
            return new Step.Again(LEASE_PAUSE_MS, null);
        }
        return plan == null ? plan() : write();
    }

    @Override
    public void failed(RuntimeException cause) {
        outcome.resolved(Resolution.UNRESOLVED);
        batch.failed(cause);
    }

    // ---- looking

    private Step plan() {
        if (!api.findPlace() || !choosePages()) {
            return new Step.Again(LEASE_PAUSE_MS, null);
        }
        if (identity.isEmpty()) {
            plan = Plan.creatingAll(changes);
            return next();
        }
        List<AppDbDocument> found;
        try {
            found = api.find(
                    identity.get(),
                    changes.stream().map(DocumentChange::identity).toList());
        } catch (DomoException.UnknownOutcome tooMuch) {
            // Perhaps the reply is too large to be read: what is there may be larger than what is to be written.
            leaveHalf();
            throw tooMuch;
        }
        foundAll = found.size() < AppDbClient.MOST_DOCUMENTS;
        if (!foundAll && leaveHalf()) {
            return Step.next();
        }
        plan = Plan.of(changes, found, identity.get());
        boolean worked = creating ? plan.creates().isEmpty() : plan.isDone();
        outcome.resolved(worked ? Resolution.COMMITTED : Resolution.ABSENT);
        return next();
    }

    private boolean choosePages() {
        try {
            return api.choosePages();
        } catch (DomoException.Unauthorized mayNotRead) {
            // Who may create documents and not read them is not kept from it: v2's pages are tried, and nothing else is
            // done.
            if (identity.isPresent()) {
                throw mayNotRead;
            }
            return true;
        }
    }

    private boolean leaveHalf() {
        if (changes.size() < 2) {
            return false;
        }
        int half = changes.size() / 2;
        batch.another(changes.subList(half, changes.size()));
        changes = List.copyOf(changes.subList(0, half));
        return true;
    }

    private Step next() {
        if (!plan.isDone()) {
            return Step.next();
        }
        if (!foundAll) {
            lookAgain();
            return Step.next();
        }
        batch.sliceEnded(true);
        return Step.DONE;
    }

    private void lookAgain() {
        plan = null;
        foundAll = true;
    }

    // ---- writing

    private Step write() {
        if (!batch.mayWrite()) {
            return Step.DROPPED;
        }
        batch.metrics().sending(1);
        try {
            if (!plan.creates().isEmpty()) {
                return create();
            }
            if (!plan.updates().isEmpty()) {
                return update();
            }
            return delete();
        } catch (DomoException.UnknownOutcome failure) {
            throw uncertain(failure);
        } catch (DomoException.Retriable failure) {
            throw failure.sent() && !failure.declined() ? uncertain(failure) : failure;
        } catch (DomoException.Refused refused) {
            // It may come from something before Domo, which knows nothing of what Domo did. A deletion can be repeated.
            throw refused.mayPass() && !plan.onlyDeletes() ? uncertain(refused) : refused;
        } finally {
            batch.metrics().sent(1);
        }
    }

    /** It may have worked, or may still: what is there is looked up again once it must have ended. */
    private DomoException uncertain(DomoException failure) {
        outcome.unknown(what(), -1);
        creating = !plan.creates().isEmpty();
        if (identity.isPresent()) {
            notBeforeMs = batch.nowMs() + api.deadlineMs();
            lookAgain();
        } else {
            outcome.resolved(Resolution.UNRESOLVED);
        }
        return failure;
    }

    private Step create() {
        List<DocumentChange> all = List.copyOf(plan.creates());
        if (all.size() == 1 || oneByOne || !api.inBulk(BulkPages.Kind.CREATE)) {
            DocumentChange change = plan.creates().peek();
            try {
                api.create(change.content());
                batch.wrote(List.of(change));
            } catch (DomoException.Refused refused) {
                refuse(change, refused);
            }
            plan.creates().poll();
            return next();
        }
        try {
            Optional<String> wrong =
                    api.createAll(all.stream().map(DocumentChange::content).toList());
            if (wrong.isPresent()) {
                return counted(wrong.get());
            }
        } catch (DomoException.Refused refused) {
            return afterBulk(BulkPages.Kind.CREATE, refused);
        }
        batch.wrote(all);
        plan.creates().clear();
        return next();
    }

    /** Without a look-up nobody can tell which of the documents are there: a repetition would double the others. */
    private Step counted(String wrong) {
        if (identity.isPresent()) {
            throw new DomoException.UnknownOutcome(wrong, null);
        }
        batch.failed(new IllegalStateException(wrong
                + " Which of them are there is not known. Their offsets are not committed: after a restart they are created"
                + " once more. delivery.guarantee=effectively_once would tell."));
        return Step.DONE;
    }

    private Step update() {
        if (plan.updates().size() == 1 || oneByOne || !api.inBulk(BulkPages.Kind.UPDATE)) {
            Plan.Update update = plan.updates().peek();
            try {
                api.update(update.id(), update.change().content());
            } catch (DomoException.Refused refused) {
                if (refused.status() == AppDbClient.NOT_FOUND && ++races < MOST_RACES) {
                    lookAgain();
                    return Step.next();
                }
                refuse(update.change(), refused);
            }
            plan.updates().poll();
            return next();
        }
        try {
            api.updateAll(plan.updates().stream()
                    .map(update ->
                            new DocumentUpdate(update.id(), update.change().content()))
                    .toList());
        } catch (DomoException.Refused refused) {
            return afterBulk(BulkPages.Kind.UPDATE, refused);
        }
        plan.updates().clear();
        return next();
    }

    /** Whether a refused bulk request has written some of its documents is not known: a look tells, where one can look. */
    private Step afterBulk(BulkPages.Kind kind, DomoException.Refused refused) {
        if (api.lacksBulk(kind, refused)) {
            if (!refused.json()) {
                uncertain(refused);
            }
            return Step.next();
        }
        if (!BAD_DOCUMENT.contains(refused.status())) {
            throw refused;
        }
        oneByOne = true;
        if (identity.isPresent()) {
            lookAgain();
        }
        return Step.next();
    }

    /**
     * @throws DomoException.Refused where it is not the document's fault
     */
    private void refuse(DocumentChange change, DomoException.Refused refused) {
        if (!BAD_DOCUMENT.contains(refused.status())) {
            throw refused;
        }
        batch.refused(change, refused.getMessage());
        List<DocumentChange> others = new ArrayList<>(changes);
        others.remove(change);
        changes = List.copyOf(others);
    }

    private Step delete() {
        deletion.some(plan.deletes());
        return next();
    }
}
