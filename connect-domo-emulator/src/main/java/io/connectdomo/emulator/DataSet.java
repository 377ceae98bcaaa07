package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Everything known of one DataSet but its indexed rows. The fields are guarded by its monitor. */
final class DataSet {
    private static final int RECENT = 20;

    private final String id;
    private final Instant created;
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final Map<Long, Upload> uploads = new HashMap<>();
    private final TreeMap<Long, DataVersion> versions = new TreeMap<>();
    private final Map<String, IndexJob> jobs = new LinkedHashMap<>();
    private final ReentrantLock writeLock = new ReentrantLock();
    private final ReadWriteLock tableLock = new ReentrantReadWriteLock();
    private String name;
    private String description;
    private Schema latest;
    private IndexTable table;
    private long lastUploadId;
    private int openUploads;
    private Instant updated;
    private ObjectNode metadata = Json.object();
    private Long streamId;
    private boolean gone;

    DataSet(String id, String name, String description, Schema schema, IndexTable table, Instant created) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.latest = schema;
        this.table = table;
        this.created = created;
        this.updated = created;
    }

    String id() {
        return id;
    }

    /** From now on its table is being dropped. */
    synchronized void markGone() {
        gone = true;
    }

    synchronized boolean gone() {
        return gone;
    }

    synchronized String name() {
        return name;
    }

    synchronized void name(String newName) {
        name = newName;
    }

    synchronized String description() {
        return description;
    }

    synchronized void description(String text) {
        description = text;
    }

    synchronized List<String> tags() {
        return List.copyOf(tags);
    }

    synchronized void tag(List<String> more) {
        tags.addAll(more);
    }

    synchronized List<Share> shares() {
        return List.copyOf(shares.values());
    }

    /** A user or group has one access: a later share replaces an earlier one. */
    synchronized void share(List<Share> more) {
        more.forEach(share -> shares.put(share.type() + ":" + share.id(), share));
    }

    Instant created() {
        return created;
    }

    synchronized Instant updated() {
        return updated;
    }

    /** What a test wants the metadata reply to say instead. */
    synchronized ObjectNode metadata() {
        return metadata.deepCopy();
    }

    synchronized void metadata(ObjectNode overrides) {
        metadata = overrides;
    }

    /** The stream that feeds it; null without. */
    synchronized Long streamId() {
        return streamId;
    }

    synchronized void streamId(long id) {
        streamId = id;
    }

    /** Held while a commit is checked and while the schema is altered: the two exclude each other. */
    ReentrantLock writeLock() {
        return writeLock;
    }

    /** Read side: the indexed table is being queried. Write side: it is being swapped for another. */
    ReadWriteLock tableLock() {
        return tableLock;
    }

    synchronized Schema latest() {
        return latest;
    }

    synchronized void alter(Schema schema) {
        latest = schema;
    }

    /** The table that is queried. */
    synchronized IndexTable table() {
        return table;
    }

    synchronized void table(IndexTable newTable) {
        table = newTable;
    }

    synchronized Upload open(StageOne opened, Instant now) {
        lastUploadId++;
        openUploads++;
        Upload upload = new Upload(lastUploadId, opened, now);
        uploads.put(lastUploadId, upload);
        return upload;
    }

    synchronized Upload upload(long uploadId) {
        Upload upload = uploads.get(uploadId);
        if (upload == null) {
            throw DomoError.notFound("Upload " + uploadId + " is not known");
        }
        return upload;
    }

    synchronized void add(DataVersion version, Instant now) {
        versions.put(version.id(), version);
        openUploads--;
        updated = now;
    }

    synchronized List<DataVersion> versions() {
        return new ArrayList<>(versions.values());
    }

    synchronized DataVersion version(long versionId) {
        DataVersion version = versions.get(versionId);
        if (version == null) {
            throw DomoError.notFound("Data version " + versionId + " is not known");
        }
        return version;
    }

    synchronized List<CommitRecord> commits() {
        return versions.values().stream().map(DataVersion::commit).toList();
    }

    synchronized int commitCount() {
        return versions.size();
    }

    /** Null without one. */
    synchronized CommitRecord newestCommit() {
        return versions.isEmpty() ? null : versions.lastEntry().getValue().commit();
    }

    /** What the newest commits did, in the order of {@link WriteMode}. */
    synchronized Set<WriteMode> modes() {
        return versions.descendingMap().values().stream()
                .limit(RECENT)
                .map(version -> version.commit().mode())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WriteMode.class)));
    }

    /** Uploads that are not committed, those among them that nobody will commit included. */
    synchronized int openCount() {
        return openUploads;
    }

    /** The open ones among the newest uploads. */
    synchronized List<Upload> newestOpen() {
        return LongStream.rangeClosed(Math.max(1, lastUploadId - RECENT), lastUploadId)
                .mapToObj(uploads::get)
                .filter(Upload::open)
                .toList();
    }

    /** The newest living version of each partition, oldest first. A REPLACE of the whole DataSet ends all partitions before it. */
    synchronized Collection<DataVersion> partitions() {
        Map<String, DataVersion> byTag = new LinkedHashMap<>();
        for (DataVersion version : versions.values()) {
            if (version.commit().mode() == WriteMode.REPLACE) {
                byTag.clear();
            }
            if (version.partition() != null) {
                byTag.remove(version.partition());
                byTag.put(version.partition(), version);
            }
        }
        return byTag.values().stream().filter(version -> !version.deleted()).toList();
    }

    synchronized void add(IndexJob job) {
        jobs.put(job.requestKey(), job);
    }

    synchronized IndexJob job(String requestKey) {
        IndexJob job = jobs.get(requestKey);
        if (job == null) {
            throw DomoError.notFound("Index request " + requestKey + " is not known");
        }
        return job;
    }
}
