package io.connectdomo.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Streams and their executions (dataset.md, "Stream"; observed-behaviour.md 6), which show late, change until they end, end late
 * and are corrected. The entries' times ({@code startedAt}, {@code endedAt}, {@code createdAt}, {@code modifiedAt}) are epoch
 * milliseconds here and seconds in the replies. Thread-safe.
 */
public final class Streams {
    private static final String ID = "executionId";

    /** One stream; its fields are guarded by the monitor of {@link Streams}. */
    private static final class Stream {
        private final DataSet dataSet;
        private final NavigableMap<Long, FeedEntry> executions = new TreeMap<>();

        Stream(DataSet dataSet) {
            this.dataSet = dataSet;
        }
    }

    private final Catalog catalog;
    private final Clock clock;
    private final NavigableMap<Long, Stream> streams = new TreeMap<>();

    Streams(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** A run that has begun: ACTIVE, and shown from its start on. */
    public static FeedEntry execution(long executionId, Instant startedAt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(ID, executionId);
        fields.put("toe", "EMULATOR01-" + executionId + "-STREAM");
        fields.put("startedAt", startedAt.toEpochMilli());
        fields.put("endedAt", null);
        fields.put("updateMethod", "REPLACE");
        fields.put("index", true);
        fields.put("retryCount", 0);
        fields.put("retryExecution", null);
        fields.put("containerManagerId", "cm-1");
        fields.put("uploadId", executionId);
        fields.put("indexRequestKey", null);
        fields.put("currentState", "ACTIVE");
        fields.put("runType", "AUTOMATED");
        fields.put("createdAt", startedAt.toEpochMilli());
        fields.put("modifiedAt", startedAt.toEpochMilli());
        fields.put("latestPhase", null);
        fields.put("currentPhase", null);
        fields.put("removed", false);
        fields.put("rowsInserted", 0);
        fields.put("bytesInserted", 0);
        fields.put("startedBy", null);
        fields.put("cancelledBy", null);
        fields.put("dataTag", null);
        fields.put("peakMemoryUsedBytes", 198_201_936);
        fields.put("peakMemoryCommittedBytes", 211_288_064);
        fields.put("exportable", false);
        fields.put("manualIndex", false);
        fields.put("errors", List.of());
        return FeedEntry.of(fields, startedAt);
    }

    /** The change that ends a run. */
    public static Map<String, Object> ended(String state, Instant endedAt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("currentState", state);
        fields.put("endedAt", endedAt.toEpochMilli());
        fields.put("modifiedAt", endedAt.toEpochMilli());
        return fields;
    }

    /** The change that ends a run with one error. */
    public static Map<String, Object> failed(Instant endedAt, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("id", 1);
        error.put("category", "CONNECTOR");
        error.put("code", 7002);
        error.put("message", message);
        error.put("parameters", Map.of());
        error.put("invalidatesExecution", true);
        error.put("keepUpload", false);
        Map<String, Object> fields = ended("ERROR", endedAt);
        fields.put("errors", List.of(error));
        return fields;
    }

    /**
     * Makes a stream that feeds a DataSet. A later one takes the place of an earlier one in the DataSet's metadata.
     *
     * @return its id
     */
    public synchronized long create(String dataSetId) {
        DataSet dataSet = catalog.get(dataSetId);
        long id = streams.isEmpty() ? 371 : streams.lastKey() + 1;
        streams.put(id, new Stream(dataSet));
        dataSet.streamId(id);
        return id;
    }

    /**
     * Adds an execution, or puts it in the place of the one with its id.
     *
     * @throws IllegalArgumentException when the entry has no field of the name {@value #ID}
     */
    public synchronized void add(long streamId, FeedEntry execution) {
        if (!(execution.fields().get(ID) instanceof Number id)) {
            throw new IllegalArgumentException("An execution needs an '" + ID + "'");
        }
        stream(streamId).executions.put(id.longValue(), execution.with("streamId", streamId));
    }

    /** From now on fields of an execution say something else. */
    public synchronized void change(long streamId, long executionId, Map<String, ?> fields) {
        NavigableMap<Long, FeedEntry> executions = stream(streamId).executions;
        FeedEntry execution = executions.get(executionId);
        if (execution == null) {
            throw DomoError.notFound("Execution " + executionId + " is not known");
        }
        executions.put(executionId, execution.changing(clock.instant(), fields));
    }

    /** All ids, oldest first. */
    public synchronized List<Long> ids() {
        return new ArrayList<>(streams.keySet());
    }

    synchronized long nextExecutionId(long streamId) {
        NavigableMap<Long, FeedEntry> executions = stream(streamId).executions;
        return executions.isEmpty() ? 1 : executions.lastKey() + 1;
    }

    synchronized DataSet dataSet(long streamId) {
        return stream(streamId).dataSet;
    }

    /** The executions that show now, ascending by id. */
    synchronized List<Map<String, Object>> executions(long streamId) {
        Instant now = clock.instant();
        return stream(streamId).executions.values().stream()
                .filter(execution -> execution.shown(now))
                .map(execution -> execution.at(now))
                .toList();
    }

    /** One that shows now. */
    synchronized Map<String, Object> execution(long streamId, long executionId) {
        Instant now = clock.instant();
        FeedEntry execution = stream(streamId).executions.get(executionId);
        if (execution == null || !execution.shown(now)) {
            throw DomoError.notFound("Not Found");
        }
        return execution.at(now);
    }

    private Stream stream(long id) {
        Stream stream = streams.get(id);
        if (stream == null) {
            throw DomoError.notFound("Not Found");
        }
        return stream;
    }
}
