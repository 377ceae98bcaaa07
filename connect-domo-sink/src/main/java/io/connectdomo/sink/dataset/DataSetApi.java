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
import io.connectdomo.sink.commit.Obstacle;
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

/** A DataSet in Domo. */
final class DataSetApi implements DataSetStore {
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

    @Override
    public DataSetSchema schema() {
        return schemaDocument().schema();
    }

    @Override
    public SchemaDocument schemaDocument() {
        SchemaDocument document = client.latestSchemaDocument(settings.dataSetId());
        schemaReadMs = ticker.nowMs();
        return document;
    }

    @Override
    public DataSetLabel label() {
        return label;
    }

    @Override
    public boolean asksForName() {
        return label.name().isEmpty() && namesLeft.get() > 0;
    }

    @Override
    public void learnName() {
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

    @Override
    public void alterSchema(SchemaDocument schema, long deadlineMs) {
        client.alterSchema(settings.dataSetId(), schema, Duration.ofMillis(deadlineMs));
    }

    @Override
    public boolean layoutHolds(DataSetSchema layout) {
        return ticker.nowMs() - schemaReadMs < SCHEMA_FRESH_MS || schema().sameLayoutAs(layout);
    }

    @Override
    public OptionalLong newestVersion(Optional<String> tag) {
        return versions.newest(tag, open);
    }

    @Override
    public StartedUpload start(UploadMode mode, Optional<String> tag) {
        StartedUpload upload = client.startUpload(
                settings.dataSetId(), mode, tag, CommitMessage.origin(task.connector(), task.task()));
        open.add(upload.uploadId());
        return upload;
    }

    @Override
    public boolean putPart(long uploadId, int partId, Part part) {
        // An empty part has no bytes at all, not those of an empty archive.
        boolean gzip = task.gzip() && part.length() > 0;
        if (gzip) {
            part.compress();
        }
        return client.putPart(settings.dataSetId(), uploadId, partId, part, gzip);
    }

    @Override
    public Optional<Obstacle> obstacleTo(UploadSession session) {
        if (!schema().sameLayoutAs(session.layout())) {
            return Optional.of(Obstacle.LAYOUT_CHANGED);
        }
        return session.guardsNewest() && overtaken(session) ? Optional.of(Obstacle.OVERTAKEN) : Optional.empty();
    }

    /** Our own last commit may show only now; a version that is gone, or is in a list that can't be read now, is no newer one. */
    private boolean overtaken(UploadSession session) {
        OptionalLong newest = versions.newest(session.tag(), open);
        boolean ours = newest.isPresent() && newest.getAsLong() == lastCommitted;
        return !ours && newest.orElse(-1) > session.newestAtStart().orElse(-1);
    }

    @Override
    public void committed(long uploadId) {
        lastCommitted = uploadId;
        open.headSet(uploadId, true).clear();
    }

    @Override
    public void beforeFirstAttempt(UploadSession session) {
        versions.beforeFirstAttempt(session);
    }

    @Override
    public CommitReply commit(UploadSession session, String message, long deadlineMs) {
        return client.commit(
                settings.dataSetId(),
                session.started().uploadId(),
                session.mode(),
                session.tag(),
                settings.index(),
                message,
                Duration.ofMillis(deadlineMs));
    }

    @Override
    public VersionState versionOf(UploadSession session, boolean repeatRefused) {
        return versions.stateOf(session, repeatRefused);
    }

    @Override
    public void learnVersionIds(long uploadId) {
        versions.learn(uploadId);
    }

    @Override
    public boolean versionIdsKnown() {
        return versions.known();
    }

    @Override
    public boolean commitIndexes(UploadMode mode) {
        return client.commitMayIndex(mode);
    }

    @Override
    public Optional<String> index() {
        return client.index(settings.dataSetId());
    }

    @Override
    public IndexStatus indexStatus(String requestKey) {
        return client.indexStatus(settings.dataSetId(), requestKey);
    }

    @Override
    public boolean emptiesByPart() {
        return client.emptiesByPart();
    }
}
