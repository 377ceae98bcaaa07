package io.connectdomo.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.GeneratedLog;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import io.connectdomo.local.Feeds;
import io.connectdomo.local.Sources.Arrived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An instance of Domo in which people work, DataSets are loaded and reports are sent, drawn from a seed; and what must be in
 * the topics when all of it has arrived. For one thread.
 */
final class RunningDomo {
    /** How late an entry of the log shows at most. */
    static final Duration LATE = Duration.ofSeconds(4);

    private static final long RUN_EVERY_MS = 400;
    private static final double LATE_SHARE = 0.1;
    private static final double TWIN_SHARE = 0.1;
    private static final double CHANGED_SHARE = 0.1;

    private final Feeds feeds;
    private final List<Long> streams;
    private final Random random;
    private final GeneratedLog log;
    private final ArrivedLog activity;
    private final Stories executions = new Stories();
    private final Stories reports = new Stories();
    private final List<Long> sent = new ArrayList<>();
    private Instant nextRun;
    private long lastId;

    /**
     * Begins at once; the log goes on by itself, the rest with {@link #work}.
     *
     * @param streams that were created already
     */
    RunningDomo(Feeds feeds, List<Long> streams, int perSecond, Duration length, long seed) {
        this.feeds = feeds;
        this.streams = List.copyOf(streams);
        this.random = new Random(seed);
        this.nextRun = Instant.now();
        this.log = GeneratedLog.live(seed, perSecond, nextRun, length)
                .late(LATE_SHARE, LATE)
                .twins(TWIN_SHARE)
                .changing(CHANGED_SHARE);
        this.activity = new ArrivedLog(log);
        feeds.generateActivity(log);
    }

    /** Begins the runs that are due; false when the time is over. */
    boolean work() {
        Instant now = Instant.now();
        while (!nextRun.isAfter(now) && nextRun.isBefore(log.to())) {
            nextRun = nextRun.plusMillis(RUN_EVERY_MS);
            load();
            report();
        }
        return now.isBefore(log.to());
    }

    /** A run of a stream: it shows late, ends, its end is filled in afterwards, and perhaps its state is corrected. */
    private void load() {
        long stream = streams.get(random.nextInt(streams.size()));
        lastId += 1 + random.nextInt(3);
        long id = lastId;
        Instant began = Instant.now();
        List<Stories.Step> steps = new ArrayList<>();
        Instant shows = began.plusMillis(random.nextInt(2000));
        steps.add(new Stories.Step(
                "ACTIVE/null",
                () -> feeds.addExecutions(
                        stream, List.of(Streams.execution(id, began).showingFrom(shows)))));
        String state = random.nextInt(4) == 0 ? "ERROR" : "SUCCESS";
        steps.add(change(stream, id, state + "/null", Map.of("currentState", state)));
        Instant ended = began.plusSeconds(1 + random.nextInt(100));
        steps.add(change(stream, id, state + "/" + ended.getEpochSecond(), Map.of("endedAt", ended.toEpochMilli())));
        if (random.nextInt(4) == 0) {
            steps.add(change(stream, id, "WARNING/" + ended.getEpochSecond(), Map.of("currentState", "WARNING")));
        }
        executions.begin(stream + "/" + id, steps);
    }

    private Stories.Step change(long stream, long id, String version, Map<String, ?> fields) {
        return new Stories.Step(version, () -> feeds.changeExecution(stream, id, fields));
    }

    /** A run of a report: it waits, runs and ends; now and then an ended one is purged between two pages. */
    private void report() {
        lastId++;
        long id = lastId;
        Instant began = Instant.now();
        String end = random.nextInt(4) == 0 ? "failure" : "success";
        reports.begin(
                Long.toString(id),
                List.of(
                        new Stories.Step(
                                "in_queue",
                                () -> feeds.addReports(List.of(ReportHistory.run(id, began)
                                        .with("startTime", null)
                                        .with("status", "in_queue")))),
                        new Stories.Step(
                                "processing",
                                () -> feeds.changeReport(
                                        id,
                                        Map.of(
                                                "startTime",
                                                began.plusSeconds(1).toEpochMilli(),
                                                "status",
                                                "processing"))),
                        new Stories.Step(
                                end, () -> feeds.changeReport(id, ReportHistory.ended(end, began.plusSeconds(2))))));
    }

    /** A record of one of the feeds' topics. */
    void arrived(String feed, Arrived record) {
        JsonNode value = record.value();
        switch (feed) {
            case "activity-log" ->
                activity.arrived(record.key(), value.path("objectId").asText());
            case "stream-executions" -> {
                JsonNode endedAt = value.path("endedAt");
                executions.arrived(
                        value.path("streamId").asText() + "/"
                                + value.path("executionId").asText(),
                        value.path("currentState").asText() + "/"
                                + (endedAt.isNull() ? "null" : Long.toString(endedAt.asLong() / 1000)));
            }
            case "report-history" ->
                reportArrived(value.path("id").asLong(), value.path("status").asText());
            default -> throw new IllegalArgumentException("There is no feed " + feed);
        }
    }

    private void reportArrived(long id, String status) {
        reports.arrived(Long.toString(id), status);
        boolean ended = status.equals("success") || status.equals("failure");
        if (ended && !sent.contains(id) && random.nextInt(3) == 0) {
            sent.add(id);
            feeds.purgeReports(List.of(id), true);
        }
    }

    /** Whether nothing is missing any more. */
    boolean complete() {
        return activity.complete() && executions.finished() && reports.finished();
    }

    /** When the log ends. */
    Instant end() {
        return log.to();
    }

    /** What is not as it should be in any of the topics. */
    List<String> differences(boolean once) {
        List<String> all = new ArrayList<>(activity.differences(once));
        all.addAll(executions.differences(once));
        all.addAll(reports.differences(once));
        return all;
    }

    String words() {
        return "%d events in %d records, %d executions, %d reports"
                .formatted(log.events(), activity.records(), executions.count(), reports.count());
    }
}
