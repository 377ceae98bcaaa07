package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.StartedUpload;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Part;
import io.connectdomo.sink.upload.SimpleCall;
import io.connectdomo.sink.upload.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One Domo upload: started with its first part, filled while the batch is open, committed by a {@link CommitOperation}.
 *
 * <p>Rows are added on the task thread; the rest runs on uploader threads. Thread-safe.
 */
final class UploadSession implements PartSink {
    private final DataSetStore api;
    private final Lane lane;
    private final UploadMode mode;
    private final Optional<String> tag;
    private final DataSetSchema layout;
    private final SessionListener listener;

    /** Parts that wait for the session to start, then those on their way: to be freed if the session is given up. */
    private final List<NumberedPart> parts = new ArrayList<>();

    private OptionalLong newestAtStart = OptionalLong.empty();
    private boolean guardsNewest;
    private boolean noting;
    private StartedUpload started;
    private boolean starting;
    private boolean sealed;
    private boolean abandoned;
    private boolean lost;
    private boolean unclearParts;
    private int partCount;
    private int partsDone;
    private long rows;

    private record NumberedPart(int id, Part part) {}

    UploadSession(
            DataSetStore api,
            Lane lane,
            UploadMode mode,
            Optional<String> tag,
            DataSetSchema layout,
            SessionListener listener) {
        this.api = api;
        this.lane = lane;
        this.mode = mode;
        this.tag = tag;
        this.layout = layout;
        this.listener = listener;
    }

    UploadMode mode() {
        return mode;
    }

    /** The DataSet partition to replace, empty for the whole DataSet. */
    Optional<String> tag() {
        return tag;
    }

    /** The columns that the parts were written with. */
    DataSetSchema layout() {
        return layout;
    }

    synchronized int partCount() {
        return partCount;
    }

    synchronized long rows() {
        return rows;
    }

    synchronized boolean uploaded() {
        return sealed && started != null && partsDone == partCount && !noting;
    }

    /** Only once it has started. */
    synchronized StartedUpload started() {
        if (started == null) {
            throw new IllegalStateException("The upload has not started");
        }
        return started;
    }

    /**
     * Replace: asks now for the newest data version, so that one of somebody else during the snapshot is noticed however late
     * the upload is opened.
     */
    synchronized void noteNewestVersion() {
        noting = true;
        guardsNewest = true;
        lane.submit(new SimpleCall(
                "newest data version", () -> noted(api.newestVersion(tag)), cause -> listener.failed(this, cause)));
    }

    private synchronized void noted(OptionalLong newest) {
        newestAtStart = newest;
        noting = false;
        tellIfUploaded();
    }

    /** Whether a version of somebody else that came after {@link #noteNewestVersion} is an obstacle. */
    synchronized boolean guardsNewest() {
        return guardsNewest;
    }

    /** What {@link #noteNewestVersion} has found. */
    synchronized OptionalLong newestAtStart() {
        return newestAtStart;
    }

    synchronized String describe() {
        return "upload " + (started == null ? "(not started)" : started.uploadId()) + " of " + rows + " rows in "
                + partCount + " parts (" + mode + ")";
    }

    /** Adds a part under the next id: ids are 1, 2, 3 …, because Domo refuses sparse ones. */
    @Override
    public synchronized void add(Part part, long rowsInPart) {
        NumberedPart numbered = new NumberedPart(++partCount, part);
        rows += rowsInPart;
        parts.add(numbered);
        if (started != null) {
            lane.submit(new PutPart(numbered));
        } else {
            start();
        }
    }

    /** Opens the upload, if it is not open or about to be, although it may get no part. */
    synchronized void start() {
        if (!starting) {
            starting = true;
            lane.submit(new Start());
        }
    }

    /** No more parts. */
    synchronized void seal() {
        sealed = true;
        tellIfUploaded();
    }

    /** Gives the session up: nothing more is sent, and its memory is free. What Domo has of it is never committed. */
    synchronized void abandon() {
        abandoned = true;
        parts.forEach(numbered -> numbered.part().release());
        parts.clear();
    }

    private synchronized boolean abandoned() {
        return abandoned;
    }

    private void tellIfUploaded() {
        if (uploaded() && !abandoned) {
            listener.uploaded(this);
        }
    }

    private synchronized void onStarted(StartedUpload upload) {
        started = upload;
        parts.forEach(numbered -> lane.submit(new PutPart(numbered)));
        tellIfUploaded();
    }

    private synchronized void countLost() {
        if (!lost) {
            lost = true;
            lane.metrics().sessionLost();
        }
    }

    /** Whether a part was answered in a form of which nobody knows whether it is Domo's. */
    synchronized boolean hasUnclearParts() {
        return unclearParts;
    }

    private synchronized void onPartDone(NumberedPart numbered, boolean clear) {
        partsDone++;
        unclearParts |= !clear;
        parts.remove(numbered);
        tellIfUploaded();
    }

    /** Opens the upload, after making sure that the columns are still those the rows are written for. */
    private final class Start implements Call {
        @Override
        public String what() {
            return "start of an upload (" + mode + ")";
        }

        @Override
        public Step attempt() {
            if (abandoned()) {
                return Step.DROPPED;
            }
            if (!api.layoutHolds(layout)) {
                listener.layoutChanged(UploadSession.this);
                return Step.DONE;
            }
            onStarted(api.start(mode, tag));
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            listener.failed(UploadSession.this, cause);
        }
    }

    /** Sends one part; the same bytes under the same id overwrite, so it may be repeated. */
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
            return "part " + numbered.id() + " of upload " + started().uploadId();
        }

        @Override
        public Step attempt() {
            if (abandoned()) {
                return Step.DROPPED;
            }
            boolean clear;
            lane.metrics().sending(1);
            try {
                clear = api.putPart(started().uploadId(), numbered.id(), numbered.part());
                lane.metrics().taken(1, numbered.part().length());
            } catch (DomoException failure) {
                if (abandoned()) {
                    return Step.DROPPED; // its bytes were gone before they were sent, or nobody asks any more
                }
                if (isSessionGone(failure) && ++missing >= MOST_MISSING) {
                    failed(failure);
                    return Step.DONE;
                }
                throw failure;
            } finally {
                lane.metrics().sent(1);
            }
            numbered.part().release();
            onPartDone(numbered, clear);
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            if (isSessionGone(cause)) {
                countLost();
                listener.gone(UploadSession.this, cause);
            } else {
                listener.failed(UploadSession.this, cause);
            }
        }

        private static boolean isSessionGone(RuntimeException cause) {
            return cause instanceof DomoException.Refused refused
                    && (refused.status() == 404 || refused.status() == 410);
        }
    }
}
