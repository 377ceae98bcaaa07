package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.StartedUpload;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.task.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the destination of one DataSet asks of Domo. Every method makes one try and throws a
 * {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
final class DataSetApi {
    /** A schema older than this is read again before a session (delivery.md 2.8). */
    private static final long SCHEMA_FRESH_MS = 300_000;

    private final DataSetClient client;
    private final DataSetSettings settings;
    private final TaskSettings task;
    private final Ticker ticker;
    private final VersionLookup versions;

    /** Written by whoever read the schema last. */
    private volatile long schemaReadMs;

    DataSetApi(DataSetClient client, DataSetSettings settings, TaskSettings task, Ticker ticker) {
        this.client = client;
        this.settings = settings;
        this.task = task;
        this.ticker = ticker;
        this.versions = new VersionLookup(client, settings.dataSetId(), task.onlyTask());
    }

    DataSetSchema schema() {
        DataSetSchema schema = client.latestSchema(settings.dataSetId());
        schemaReadMs = ticker.nowMs();
        return schema;
    }

    /** Whether rows written for this layout land in their columns, as far as a recent look can tell. */
    boolean layoutHolds(DataSetSchema layout) {
        return ticker.nowMs() - schemaReadMs < SCHEMA_FRESH_MS || schema().sameLayoutAs(layout);
    }

    OpenedUpload start(UploadMode mode) {
        OptionalLong newest = mode == UploadMode.REPLACE ? versions.newest() : OptionalLong.empty();
        StartedUpload upload = client.startUpload(
                settings.dataSetId(), mode, Optional.empty(), CommitMessage.origin(task.connector(), task.task()));
        return new OpenedUpload(upload.uploadId(), newest, upload.startedAt());
    }

    void putPart(long uploadId, int partId, Part part) {
        if (task.gzip()) {
            part.compress();
        }
        client.putPart(settings.dataSetId(), uploadId, partId, part, task.gzip());
    }

    /**
     * Why the session must not be committed as things are now: parts have no header, so another order of as many columns
     * would refuse nothing and land values in the wrong columns.
     */
    Optional<CommitOutcome> obstacleTo(UploadSession session) {
        if (!schema().sameLayoutAs(session.layout())) {
            return Optional.of(new CommitOutcome.LayoutChanged());
        }
        boolean overtaken = session.mode() == UploadMode.REPLACE
                && !versions.newest().equals(session.started().newestVersion());
        return overtaken ? Optional.of(new CommitOutcome.NewerVersion()) : Optional.empty();
    }

    CommitReply commit(UploadSession session, String message, long deadlineMs) {
        return client.commit(
                settings.dataSetId(),
                session.started().uploadId(),
                session.mode(),
                Optional.empty(),
                settings.index(),
                message,
                Duration.ofMillis(deadlineMs));
    }

    VersionState versionOf(UploadSession session) {
        return versions.stateOf(session);
    }

    /** After a commit that was clear: learns whether version ids are upload ids here. */
    void learnVersionIds(long uploadId) {
        versions.learn(uploadId);
    }

    /** Whether {@link #learnVersionIds} has anything to learn still. */
    boolean versionIdsKnown() {
        return versions.known();
    }

    /** Whether the commit of this mode indexes by itself. */
    boolean commitIndexes(UploadMode mode) {
        return client.commitMayIndex(mode);
    }

    void index() {
        client.index(settings.dataSetId());
    }
}
