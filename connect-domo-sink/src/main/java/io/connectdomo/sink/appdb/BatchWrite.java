package io.connectdomo.sink.appdb;

import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The writing of one batch: slices of it, several at once, because no two have a document in common. Begun, cancelled and
 * disowned on the task thread; the rest is for uploader threads. Thread-safe.
 */
final class BatchWrite {
    /** With so many refusals the rest is left for another time: each is remembered until its record comes again. */
    static final int MOST_REFUSALS = 1_000;

    private enum Sent {
        NO,
        YES,
        CANCELLED
    }

    private final CollectionApi api;
    private final Optional<Identity> identity;
    private final Lane lane;
    private final Lease lease;
    private final Ticker ticker;
    private final Consumer<WriteOutcome> listener;

    private final AtomicReference<Sent> sent = new AtomicReference<>(Sent.NO);
    private volatile boolean goingOn = true;

    private final List<DocumentChange> written = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private int slicesLeft;
    private boolean incomplete;
    private boolean failed;

    /**
     * @param identity empty where nothing tells documents apart
     * @param listener told once how it ended, on an uploader thread; not where it was cancelled
     */
    BatchWrite(
            CollectionApi api,
            Optional<Identity> identity,
            Lane lane,
            Lease lease,
            Ticker ticker,
            Consumer<WriteOutcome> listener) {
        this.api = api;
        this.identity = identity;
        this.lane = lane;
        this.lease = lease;
        this.ticker = ticker;
        this.listener = listener;
    }

    /** @param slices at least one */
    void begin(List<List<DocumentChange>> slices) {
        synchronized (this) {
            slicesLeft = slices.size();
        }
        slices.forEach(slice -> lane.submit(new SliceWrite(this, slice)));
    }

    /** Takes the batch back; true only if nothing of it was written, and nothing will be. */
    boolean cancel() {
        return sent.compareAndSet(Sent.NO, Sent.CANCELLED) || sent.get() == Sent.CANCELLED;
    }

    /** A partition of the batch belongs to someone else now: what is on its way ends, and nothing else is sent. */
    void disown() {
        goingOn = false;
    }

    // ---- for its slices, on uploader threads

    CollectionApi api() {
        return api;
    }

    Optional<Identity> identity() {
        return identity;
    }

    Lease lease() {
        return lease;
    }

    long nowMs() {
        return ticker.nowMs();
    }

    /** False where slices are to end as they are. */
    boolean goingOn() {
        return goingOn;
    }

    DestinationMetrics metrics() {
        return lane.metrics();
    }

    boolean cancelled() {
        return sent.get() == Sent.CANCELLED;
    }

    /** To be asked right before a request that changes the collection; false where it must not be sent. */
    boolean mayWrite() {
        return sent.compareAndSet(Sent.NO, Sent.YES) || sent.get() == Sent.YES;
    }

    /** The slice was too much for one look-up: this is what it leaves to another. */
    void another(List<DocumentChange> slice) {
        synchronized (this) {
            slicesLeft++;
        }
        lane.submit(new SliceWrite(this, slice));
    }

    synchronized void refused(DocumentChange change, String why) {
        refusals.add(new Refusal(change, why));
        goingOn &= refusals.size() < MOST_REFUSALS;
    }

    /** Of changes that can't be found again: this one must not be written once more. */
    synchronized void wrote(List<DocumentChange> changes) {
        if (identity.isEmpty()) {
            written.addAll(changes);
        }
    }

    /** @param complete whether every change of the slice is written or refused */
    void sliceEnded(boolean complete) {
        WriteOutcome outcome;
        synchronized (this) {
            incomplete |= !complete;
            slicesLeft--;
            if (slicesLeft > 0 || failed) {
                return;
            }
            outcome = outcome();
        }
        listener.accept(outcome);
    }

    private WriteOutcome outcome() {
        if (!incomplete && refusals.isEmpty()) {
            return new WriteOutcome.Written();
        }
        String why = refusals.isEmpty()
                ? "partitions were taken over while it was written"
                : "Domo refused " + refusals.size() + " of its documents; they are bad records";
        return new WriteOutcome.Partly(List.copyOf(written), List.copyOf(refusals), why);
    }

    void failed(RuntimeException cause) {
        synchronized (this) {
            if (failed) {
                return;
            }
            failed = true;
        }
        listener.accept(new WriteOutcome.Failed(cause));
    }
}
