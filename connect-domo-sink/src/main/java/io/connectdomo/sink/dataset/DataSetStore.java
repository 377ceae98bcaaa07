package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.StartedUpload;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.commit.Obstacle;
import io.connectdomo.sink.upload.Part;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One DataSet as its destination sees it. Every method that asks Domo makes one try and throws a
 * {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
interface DataSetStore extends DataSetColumns {
    /** Whether the name is not known and may still be asked for. */
    boolean asksForName();

    /** Whether rows written for this layout land in their columns, as far as a recent look can tell. */
    boolean layoutHolds(DataSetSchema layout);

    /** The newest data version of the DataSet, or of the partition; empty where there is none. */
    OptionalLong newestVersion(Optional<String> tag);

    StartedUpload start(UploadMode mode, Optional<String> tag);

    /** Returns whether Domo's reply was in the form that it is known in. */
    boolean putPart(long uploadId, int partId, Part part);

    /**
     * Why the session must not be committed as things are now: parts have no header, so another order of as many columns
     * would refuse nothing and land values in the wrong columns.
     */
    Optional<Obstacle> obstacleTo(UploadSession session);

    /** The commit of this upload worked. */
    void committed(long uploadId);

    /** To be called once before the first attempt of a commit, right before it is sent. */
    void beforeFirstAttempt(UploadSession session);

    CommitReply commit(UploadSession session, String message, long deadlineMs);

    /** See {@link VersionLookup#stateOf}. */
    VersionState versionOf(UploadSession session, boolean repeatRefused);

    /** After a commit that was clear: learns whether version ids are upload ids here. */
    void learnVersionIds(long uploadId);

    /** Whether {@link #learnVersionIds} has anything to learn still. */
    boolean versionIdsKnown();

    /** Whether the commit of this mode indexes by itself. */
    boolean commitIndexes(UploadMode mode);

    /** Whether an upload empties the DataSet by an empty part, rather than by having none. */
    boolean emptiesByPart();
}
