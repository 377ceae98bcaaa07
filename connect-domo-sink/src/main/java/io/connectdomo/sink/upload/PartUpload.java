package io.connectdomo.sink.upload;

import io.connectdomo.common.http.DomoException;
import java.util.ArrayList;
import java.util.List;

/**
 * An upload in numbered parts: opened with its first part, filled while more come, complete when it is sealed and Domo has every part.
 * A part may be sent again: the same bytes under the same number overwrite.
 *
 * <p>Parts are added on the task thread; the rest runs on uploader threads. Thread-safe.
 *
 * @param <S> what Domo gives for an upload that is open
 */
public abstract class PartUpload<S> {
    private final Lane lane;

    /** Parts that wait for the upload to open, then those on their way: to be freed if it is given up. */
    private final List<NumberedPart> parts = new ArrayList<>();

    private S opened;
    private boolean opening;
    private boolean sealed;
    private boolean ended;
    private boolean lost;
    private int partCount;
    private int partsDone;

    private record NumberedPart(int number, Part part) {}

    protected PartUpload(Lane lane) {
        this.lane = lane;
    }

    // ---- what is special about it; on uploader threads, but the names

    /** The request that opens it, for logs and messages. */
    protected abstract String nameOfOpening();

    /** It is a part of what, for logs and messages; only once it is open. */
    protected abstract String name();

    /** Makes one try to open it; null where it must not be opened, and who waits for it has been told so. */
    protected abstract S open();

    /** Makes one try to send a part. */
    protected abstract void put(S upload, int number, Part part);

    /** What an upload needs, once it is open, that is given up. */
    protected void abort(S upload) {}

    /** It is complete. */
    protected abstract void uploaded();

    /** Domo does not know it any more: its parts are lost. */
    protected abstract void gone(RuntimeException cause);

    /** It can't be opened or filled: refused, or the retry budget is spent. */
    protected abstract void failed(RuntimeException cause);

    // ---- its parts

    /** Null until it is open. */
    protected final synchronized S opened() {
        return opened;
    }

    public final synchronized int partCount() {
        return partCount;
    }

    /** Adds a part under the next number: they are 1, 2, 3 …, because Domo refuses sparse ones. */
    protected final synchronized void add(Part part) {
        NumberedPart numbered = new NumberedPart(++partCount, part);
        parts.add(numbered);
        if (opened != null) {
            lane.submit(new PutPart(numbered));
        } else {
            start();
        }
    }

    /** Opens it, if it is not open or about to be, although it may get no part. */
    public final synchronized void start() {
        if (!opening) {
            opening = true;
            lane.submit(new Open());
        }
    }

    /** No more parts. */
    public final synchronized void seal() {
        sealed = true;
        tellIfUploaded();
    }

    /** Whether all of it is where its commit wants it. */
    public synchronized boolean isUploaded() {
        return sealed && opened != null && partsDone == partCount;
    }

    /** It was committed: nothing is left to give up. */
    public final synchronized void committed() {
        ended = true;
    }

    /** Gives it up: nothing more is sent, and its memory is free. What Domo has of it is never committed. */
    public final synchronized void abandon() {
        parts.forEach(numbered -> numbered.part().release());
        parts.clear();
        if (!ended && opened != null) {
            abort(opened);
        }
        ended = true;
    }

    /** To be called, locked, when something else than a part changes that {@link #isUploaded} depends on. */
    protected final void tellIfUploaded() {
        if (isUploaded() && !ended) {
            uploaded();
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized void isOpen(S upload) {
        opened = upload;
        if (ended) {
            abort(upload);
            return;
        }
        parts.forEach(numbered -> lane.submit(new PutPart(numbered)));
        tellIfUploaded();
    }

    private synchronized void arrived(NumberedPart numbered) {
        partsDone++;
        parts.remove(numbered);
        tellIfUploaded();
    }

    /** Several parts may find that out. */
    private synchronized void countLost() {
        if (!lost) {
            lost = true;
            lane.metrics().sessionLost();
        }
    }

    private final class Open implements Call {
        @Override
        public String what() {
            return nameOfOpening();
        }

        @Override
        public Step attempt() {
            if (hasEnded()) {
                return Step.DROPPED;
            }
            S upload = open();
            if (upload != null) {
                isOpen(upload);
            }
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            PartUpload.this.failed(cause);
        }
    }

    private final class PutPart implements Call {
        /** A 404 that is not in Domo's form may be something before Domo, for a while; then it is believed. */
        private static final int MOST_MISSING = 20;

        private final NumberedPart numbered;
        private int missing;

        PutPart(NumberedPart numbered) {
            this.numbered = numbered;
        }

        @Override
        public String what() {
            return "part " + numbered.number() + " of " + name();
        }

        @Override
        public Step attempt() {
            if (hasEnded()) {
                return Step.DROPPED;
            }
            lane.metrics().sending(1);
            try {
                put(opened(), numbered.number(), numbered.part());
                lane.metrics().taken(1, numbered.part().length());
            } catch (DomoException failure) {
                if (hasEnded()) {
                    return Step.DROPPED; // its bytes were gone before they were sent, or nobody asks any more
                }
                if (isGone(failure) && ++missing >= MOST_MISSING) {
                    failed(failure);
                    return Step.DONE;
                }
                throw failure;
            } finally {
                lane.metrics().sent(1);
            }
            numbered.part().release();
            arrived(numbered);
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            if (isGone(cause)) {
                countLost();
                gone(cause);
            } else {
                PartUpload.this.failed(cause);
            }
        }

        private static boolean isGone(RuntimeException cause) {
            return cause instanceof DomoException.Refused refused
                    && (refused.status() == 404 || refused.status() == 410);
        }
    }
}
