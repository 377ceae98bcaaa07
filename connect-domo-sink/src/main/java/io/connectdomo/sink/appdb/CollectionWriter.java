package io.connectdomo.sink.appdb;

import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.task.OffsetRange;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import java.util.List;
import java.util.Optional;

/** Writes the batches of one collection, one after another, and decides what comes of each. Task thread only. */
final class CollectionWriter {
    /** Where documents go one by one, so many are one after another; slices are side by side. */
    private static final int ONE_BY_ONE = 50;

    private final CollectionSettings settings;
    private final Optional<Identity> identity;
    private final TaskParts parts;
    private final CollectionApi api;
    private final Lane lane;
    private final DestinationMetrics metrics;
    private final Batches<DocumentBatch> batches;
    private final ReadAgain again;
    private final FailureAction failure;

    /** Whether Domo refused so much lately that batches must be small: what it refuses is read twice and remembered between. */
    private boolean cautious;

    CollectionWriter(
            CollectionSettings settings,
            TaskParts parts,
            CollectionApi api,
            Lane lane,
            Batches<DocumentBatch> batches,
            ReadAgain again,
            FailureAction failure) {
        this.settings = settings;
        this.identity = identityOf(settings);
        this.parts = parts;
        this.api = api;
        this.lane = lane;
        this.metrics = lane.metrics();
        this.batches = batches;
        this.again = again;
        this.failure = failure;
    }

    private static Optional<Identity> identityOf(CollectionSettings settings) {
        if (settings.mode().isKeyed()) {
            return Optional.of(new Identity.Key(settings.keyField()));
        }
        return settings.effectivelyOnce() ? Optional.of(new Identity.Coordinates()) : Optional.empty();
    }

    /** Lets go of batches that are durable. */
    void settle() {
        for (DocumentBatch batch = batches.first();
                batch != null && !batch.isCommitting() && batch.isWritten() && errantsAreSafe(batch);
                batch = batches.first()) {
            for (OffsetRange range : batch.records().ranges()) {
                again.forget(range);
            }
            batches.firstIsDurable();
            cautious = false;
            parts.commitRequests().want();
        }
    }

    /** Documents of a batch, beside what {@code commit.max.rows} says. */
    int mostDocuments() {
        return cautious ? BatchWrite.MOST_REFUSALS : Integer.MAX_VALUE;
    }

    private boolean errantsAreSafe(DocumentBatch batch) {
        return batch.records().errantsAreSafe(parts.errants());
    }

    /** Starts the next write if there is one to start. */
    void advance(long nowMs) {
        DocumentBatch batch = batches.first();
        boolean ready = batch != null && !batch.isCommitting() && !batch.isWritten();
        if (ready && nowMs >= notBeforeMs(batch) && errantsAreSafe(batch)) {
            write(batch);
        }
    }

    /** When {@link #advance} can start a write by time alone. */
    long nextDueMs() {
        DocumentBatch batch = batches.first();
        boolean waitsForTime = batch != null
                && !batch.isCommitting()
                && !batch.isWritten()
                && notBeforeMs(batch) > parts.ticker().nowMs();
        return waitsForTime ? notBeforeMs(batch) : Long.MAX_VALUE;
    }

    /** A former owner's last request must have ended before our first look: else its document would be a second one. */
    long notBeforeMs(DocumentBatch batch) {
        return identity.isPresent() ? batch.records().lastOpenedMs() + api.deadlineMs() : Long.MIN_VALUE;
    }

    private void write(DocumentBatch batch) {
        long askedMs = parts.ticker().nowMs();
        List<List<DocumentChange>> slices = slices(batch);
        int documents = batch.changes().size();
        long bytes = batch.changes().bytes();
        BatchWrite write = new BatchWrite(api, identity, lane, parts.lease(), parts.ticker(), outcome -> {
            metrics.commitTook(parts.ticker().nowMs() - askedMs);
            if (outcome instanceof WriteOutcome.Written) {
                metrics.taken(slices.size(), bytes);
                metrics.committed(documents, 0);
            }
            parts.mailbox().post(() -> ended(batch, outcome));
        });
        batch.writing(write);
        write.begin(slices);
    }

    private List<List<DocumentChange>> slices(DocumentBatch batch) {
        boolean inBulk = api.inBulk(BulkPages.Kind.CREATE) && api.inBulk(BulkPages.Kind.UPDATE);
        int most = inBulk ? settings.sliceMaxDocuments() : Math.min(ONE_BY_ONE, settings.sliceMaxDocuments());
        return Slices.of(batch.changes().all(), most, settings.sliceMaxBytes());
    }

    private void ended(DocumentBatch batch, WriteOutcome outcome) {
        batch.writeEnded();
        if (!batches.contains(batch)) {
            return;
        }
        if (outcome instanceof WriteOutcome.Partly partly) {
            again.remember(batch, partly);
            batches.all().filter(this::errantsAreSafe).forEach(each -> again.settled(each.errants()));
            cautious |= partly.refusals().size() >= BatchWrite.MOST_REFUSALS;
            batches.abandonFrom(batch, partly.why());
        } else if (outcome instanceof WriteOutcome.Failed failed) {
            failure.fail("its documents could not be written; their offsets are not committed.", failed.cause());
        } else {
            batch.everythingIsThere();
        }
    }
}
