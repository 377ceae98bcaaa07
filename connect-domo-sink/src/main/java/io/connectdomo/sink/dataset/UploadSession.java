package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.StartedUpload;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Part;
import io.connectdomo.sink.upload.PartUpload;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One Domo upload: started with its first part, filled while the batch is open, committed through a {@link SessionCommit}. What
 * Domo has of one that is given up is never committed. Threads as for every {@link PartUpload}.
 */
final class UploadSession extends PartUpload<StartedUpload> implements PartSink {
    private final DataSetStore dataSet;
    private final Lane lane;
    private final UploadMode mode;
    private final Optional<String> tag;
    private final DataSetSchema layout;
    private final SessionListener listener;

    private OptionalLong newestAtStart = OptionalLong.empty();
    private boolean guardsNewest;
    private boolean noting;
    private boolean unclearParts;
    private long rows;

    UploadSession(
            DataSetStore dataSet,
            Lane lane,
            UploadMode mode,
            Optional<String> tag,
            DataSetSchema layout,
            SessionListener listener) {
        super(lane);
        this.dataSet = dataSet;
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

    synchronized long rows() {
        return rows;
    }

    /** Only once it has started. */
    StartedUpload started() {
        StartedUpload upload = opened();
        if (upload == null) {
            throw new IllegalStateException("The upload has not started");
        }
        return upload;
    }

    synchronized String describe() {
        return "upload " + (opened() == null ? "(not started)" : opened().uploadId()) + " of " + rows + " rows in "
                + partCount() + " parts (" + mode + ")";
    }

    // ---- the newest data version

    /**
     * Replace: asks now for the newest data version, so that one of somebody else during the snapshot is noticed however late
     * the upload is opened.
     */
    synchronized void noteNewestVersion() {
        noting = true;
        guardsNewest = true;
        lane.submit(new SimpleCall(
                "newest data version", () -> noted(dataSet.newestVersion(tag)), cause -> listener.failed(this, cause)));
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

    @Override
    public synchronized boolean isUploaded() {
        return super.isUploaded() && !noting;
    }

    // ---- parts

    @Override
    public synchronized void add(Part part, long rowsInPart) {
        rows += rowsInPart;
        add(part);
    }

    /** Whether a part was answered in a form of which nobody knows whether it is Domo's. */
    synchronized boolean hasUnclearParts() {
        return unclearParts;
    }

    private synchronized void partIsUnclear() {
        unclearParts = true;
    }

    @Override
    protected String nameOfOpening() {
        return "start of an upload (" + mode + ")";
    }

    @Override
    protected String name() {
        return "upload " + started().uploadId();
    }

    /** After making sure that the columns are still those the rows are written for. */
    @Override
    protected StartedUpload open() {
        if (!dataSet.layoutHolds(layout)) {
            listener.layoutChanged(this);
            return null;
        }
        return dataSet.start(mode, tag);
    }

    @Override
    protected void put(StartedUpload upload, int number, Part part) {
        if (!dataSet.putPart(upload.uploadId(), number, part)) {
            partIsUnclear();
        }
    }

    @Override
    protected void uploaded() {
        listener.uploaded(this);
    }

    @Override
    protected void gone(RuntimeException cause) {
        listener.gone(this, cause);
    }

    @Override
    protected void failed(RuntimeException cause) {
        listener.failed(this, cause);
    }
}
