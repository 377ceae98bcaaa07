package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.IndexStatus;
import io.connectdomo.common.dataset.SchemaDocument;
import io.connectdomo.common.dataset.StartedUpload;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.CommitMessage;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Part;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the destination of one DataSet asks of Domo. Every method makes one try and throws a
 * {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
final class DataSetApi {
    private static final Logger log = LoggerFactory.getLogger(DataSetApi.class);

    private static final int MOST_NAME_REQUESTS = 3;

    /** A schema older than this is read again before a session (delivery.md 2.8). */
    private static final long SCHEMA_FRESH_MS = 300_000;

    private final DataSetClient client;
    private final DataSetSettings settings;
    private final TaskSettings task;
    private final Ticker ticker;
    private final VersionLookup versions;
    private final DataSetLabel label;

    /** Times left to ask for the name: it is a convenience, and who may not see it asks in vain. */
    private final AtomicInteger namesLeft = new AtomicInteger(MOST_NAME_REQUESTS);

    /** Written by whoever read the schema last. */
    private volatile long schemaReadMs;

    private volatile long lastCommitted = -1;

    /** Uploads that were begun here and are not committed, those that were given up included. */
    private final NavigableSet<Long> open = new ConcurrentSkipListSet<>();

    DataSetApi(DataSetClient client, DataSetSettings settings, TaskSettings task, Ticker ticker) {
        this.client = client;
        this.settings = settings;
        this.task = task;
        this.label = new DataSetLabel(settings.dataSetId());
        this.ticker = ticker;
        this.versions = new VersionLookup(
                client, label, task.onlyTask(), task.commitTimes().graceMs(), ticker);
    }

    DataSetSchema schema() {
        return schemaDocument().schema();
    }

    /** The schema with all that has to be sent back to {@link #alterSchema}. */
    SchemaDocument schemaDocument() {
        SchemaDocument document = client.latestSchemaDocument(settings.dataSetId());
        schemaReadMs = ticker.nowMs();
        return document;
    }

    /** How the DataSet is called in logs and messages. */
    DataSetLabel label() {
        return label;
    }

    /** Whether the name is not known and may still be asked for. */
    boolean asksForName() {
        return label.name().isEmpty() && namesLeft.get() > 0;
    }

    /** Asks for the name where it is not known, not too often; between nothing that must follow each other closely. */
    void learnName() {
        if (!asksForName()) {
            return;
        }
        namesLeft.decrementAndGet();
        try {
            label.learned(client.get(settings.dataSetId()).name());
        } catch (DomoException notNow) {
            log.debug("The name of DataSet {} can't be read now", label, notNow);
        }
    }

    /** Replaces the whole schema. No attempt lands later than a commit's could: see {@link SchemaHolder#settledMs}. */
    void alterSchema(SchemaDocument schema) {
        client.alterSchema(
                settings.dataSetId(),
                schema,
                Duration.ofMillis(task.commitTimes().attemptMs()));
    }

    /** Whether rows written for this layout land in their columns, as far as a recent look can tell. */
    boolean layoutHolds(DataSetSchema layout) {
        return ticker.nowMs() - schemaReadMs < SCHEMA_FRESH_MS || schema().sameLayoutAs(layout);
    }

    /** The newest data version of the DataSet, or of the partition; empty where there is none. */
    OptionalLong newestVersion(Optional<String> tag) {
        return versions.newest(tag, open);
    }

    StartedUpload start(UploadMode mode, Optional<String> tag) {
        StartedUpload upload = client.startUpload(
                settings.dataSetId(), mode, tag, CommitMessage.origin(task.connector(), task.task()));
        open.add(upload.uploadId());
        return upload;
    }

    /** Returns whether Domo's reply was in the form that it is known in. */
    boolean putPart(long uploadId, int partId, Part part) {
        // An empty part has no bytes at all, not those of an empty archive.
        boolean gzip = task.gzip() && part.length() > 0;
        if (gzip) {
            part.compress();
        }
        return client.putPart(settings.dataSetId(), uploadId, partId, part, gzip);
    }

    /**
     * Why the session must not be committed as things are now: parts have no header, so another order of as many columns
     * would refuse nothing and land values in the wrong columns.
     */
    Optional<CommitOutcome> obstacleTo(UploadSession session) {
        if (!schema().sameLayoutAs(session.layout())) {
            return Optional.of(new CommitOutcome.LayoutChanged());
        }
        return session.guardsNewest() && overtaken(session)
                ? Optional.of(new CommitOutcome.NewerVersion())
                : Optional.empty();
    }

    /** Our own last commit may show only now; a version that is gone, or is in a list that can't be read now, is no newer one. */
    private boolean overtaken(UploadSession session) {
        OptionalLong newest = versions.newest(session.tag(), open);
        boolean ours = newest.isPresent() && newest.getAsLong() == lastCommitted;
        return !ours && newest.orElse(-1) > session.newestAtStart().orElse(-1);
    }

    /** The commit of this upload worked. */
    void committed(long uploadId) {
        lastCommitted = uploadId;
        open.headSet(uploadId, true).clear();
    }

    /** To be called once before the first attempt of a commit, right before it is sent. */
    void beforeFirstAttempt(UploadSession session) {
        versions.beforeFirstAttempt(session);
    }

    CommitReply commit(UploadSession session, String message, long deadlineMs) {
        return client.commit(
                settings.dataSetId(),
                session.started().uploadId(),
                session.mode(),
                session.tag(),
                settings.index(),
                message,
                Duration.ofMillis(deadlineMs));
    }

    /** See {@link VersionLookup#stateOf}. */
    VersionState versionOf(UploadSession session, boolean repeatRefused) {
        return versions.stateOf(session, repeatRefused);
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

    /** Asks for an index; the key for {@link #indexStatus}, empty where Domo gives none. */
    Optional<String> index() {
        return client.index(settings.dataSetId());
    }

    IndexStatus indexStatus(String requestKey) {
        return client.indexStatus(settings.dataSetId(), requestKey);
    }

    /** Whether an upload empties the DataSet by an empty part, rather than by having none. */
    boolean emptiesByPart() {
        return client.emptiesByPart();
    }
}
