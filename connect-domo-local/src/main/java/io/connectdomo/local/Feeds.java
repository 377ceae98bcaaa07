package io.connectdomo.local;

import io.connectdomo.emulator.FeedEntry;
import io.connectdomo.emulator.GeneratedLog;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What Domo's feeds hold, over the emulator's control interface. */
public final class Feeds {
    private static final String ACTIVITY = "/emulator/activity-log";
    private static final String STREAMS = "/emulator/streams";
    private static final String REPORTS = "/emulator/reports";
    /** The emulator takes 4 MB of JSON at once, and an entry is about half a kilobyte. */
    private static final int ENTRIES_AT_ONCE = 2000;

    private final JsonHttp http;

    Feeds(URI emulator) {
        this.http = new JsonHttp(emulator, Duration.ofSeconds(30));
    }

    /** Adds an entry to the activity log; a handle for {@link #changeActivity}. */
    public long addActivity(FeedEntry entry) {
        return http.send("POST", ACTIVITY + "/entries", entry.toJson())
                .at("/handles/0")
                .asLong();
    }

    /** Adds entries to the activity log. */
    public void addActivity(List<FeedEntry> entries) {
        for (int from = 0; from < entries.size(); from += ENTRIES_AT_ONCE) {
            List<FeedEntry> some = entries.subList(from, Math.min(entries.size(), from + ENTRIES_AT_ONCE));
            http.send("POST", ACTIVITY + "/entries", json(some));
        }
    }

    /** From now on fields of an entry say something else. */
    public void changeActivity(long handle, Map<String, ?> fields) {
        change(ACTIVITY + "/entries/" + handle, fields);
    }

    /** Adds a log that the emulator computes when it is asked for: a year of the past, or live traffic. */
    public void generateActivity(GeneratedLog log) {
        http.send("POST", ACTIVITY + "/generators", log.toJson());
    }

    /** How many entries the activity log has, late and future ones included. */
    public long activitySize() {
        return http.get(ACTIVITY).orElseThrow().path("entries").asLong();
    }

    /** Takes the whole activity log away, generated parts included. */
    public void clearActivity() {
        http.send("DELETE", ACTIVITY, null);
    }

    /** Makes a stream that feeds a DataSet, in place of the one it had; its id. */
    public long createStream(String dataSetId) {
        return http.send("POST", STREAMS, Map.of("dataSetId", dataSetId))
                .path("id")
                .asLong();
    }

    /** Adds executions to a stream, or puts them in the place of those with their ids. */
    public void addExecutions(long streamId, Collection<FeedEntry> executions) {
        http.send("POST", STREAMS + "/" + streamId + "/executions", json(executions));
    }

    /** From now on fields of an execution say something else; times in epoch milliseconds. */
    public void changeExecution(long streamId, long executionId, Map<String, ?> fields) {
        change(STREAMS + "/" + streamId + "/executions/" + executionId, fields);
    }

    /** Adds runs of reports, or puts them in the place of those with their ids. */
    public void addReports(Collection<FeedEntry> runs) {
        http.send("POST", REPORTS, json(runs));
    }

    /** From now on fields of a run say something else; times in epoch milliseconds. */
    public void changeReport(long id, Map<String, ?> fields) {
        change(REPORTS + "/" + id, fields);
    }

    /** Removes runs of reports, at once or as soon as the next page has been answered. */
    public void purgeReports(Collection<Long> ids, boolean afterNextPage) {
        http.send("POST", REPORTS + "/purge", Map.of("ids", ids, "afterPage", afterNextPage));
    }

    private void change(String path, Map<String, ?> fields) {
        http.send("PUT", path, Map.of("fields", fields));
    }

    private static List<Map<String, Object>> json(Collection<FeedEntry> entries) {
        return entries.stream().map(FeedEntry::toJson).toList();
    }
}
