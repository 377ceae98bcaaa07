package io.connectdomo.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.GeneratedLog;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import io.connectdomo.local.Feeds;
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
public final class RunningDomo {
    /** How late an entry of the log shows at most. */
    public static final Duration LATE = Duration.ofSeconds(4);

    /** As users name the feeds. */
    public static final String ACTIVITY = "activity-log";

    public static final String EXECUTIONS = "stream-executions";
    public static final String REPORTS = "report-history";
    public static final List<String> FEEDS = List.of(ACTIVITY, EXECUTIONS, REPORTS);

    private static final Duration LOG_AHEAD = Duration.ofSeconds(2);
    private static final long RUN_EVERY_MS = 400;
    private static final double LATE_SHARE = 0.1;
    private static final double TWIN_SHARE = 0.1;
    private static final double CHANGED_SHARE = 0.1;

    private final Feeds feeds;
    private final List<Long> streams;
    private final Random random;
    private final int perSecond;
    private final ArrivedLog activity = new ArrivedLog();
    private final Stories executions = new Stories();
    private final Stories reports = new Stories();
    private final List<Long> sent = new ArrayList<>();
    private Instant nextRun;
    private Instant logEnds;
    private long lastId;

    /**
     * @param streams that were created already
     * @param perSecond events of the log
     */
    public RunningDomo(Feeds feeds, List<Long> streams, int perSecond, Random random) {
        this.feeds = feeds;
        this.streams = List.copyOf(streams);
        this.perSecond = perSecond;
        this.random = random;
        this.nextRun = Instant.now();
        this.logEnds = nextRun;
    }

    /** Begins the runs that are due, and sees to it that the log goes on for some seconds. */
    public void work() {
        Instant now = Instant.now();
        if (now.plus(LOG_AHEAD).isAfter(logEnds)) {
            GeneratedLog more = GeneratedLog.live(random.nextInt(), perSecond, logEnds, LOG_AHEAD.multipliedBy(2))
                    .late(LATE_SHARE, LATE)
                    .twins(TWIN_SHARE)
                    .changing(CHANGED_SHARE);
            feeds.generateActivity(more);
            activity.expect(more);
            logEnds = more.to();
        }
        while (!nextRun.isAfter(now)) {
            nextRun = nextRun.plusMillis(RUN_EVERY_MS);
            load();
            report();
        }
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
    public void arrived(String feed, FeedRecord record) {
        JsonNode value = record.value();
        switch (feed) {
            case ACTIVITY ->
                activity.arrived(record.key(), value.path("objectId").asText());
            case EXECUTIONS -> {
                JsonNode endedAt = value.path("endedAt");
                executions.arrived(
                        value.path("streamId").asText() + "/"
                                + value.path("executionId").asText(),
                        value.path("currentState").asText() + "/"
                                + (endedAt.isNull() ? "null" : Long.toString(endedAt.asLong() / 1000)));
            }
            case REPORTS ->
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
    public boolean complete() {
        return activity.complete() && executions.finished() && reports.finished();
    }

    /** When the log ends. */
    public Instant end() {
        return logEnds;
    }

    /** What is not as it should be in any of the topics. */
    public List<String> differences(boolean once) {
        List<String> all = new ArrayList<>(activity.differences(once));
        all.addAll(executions.differences(once));
        all.addAll(reports.differences(once));
        return all;
    }

    /** So many of a feed have come to the topic. */
    public long arrivedOf(String feed) {
        return switch (feed) {
            case ACTIVITY -> activity.records();
            case EXECUTIONS -> executions.records();
            case REPORTS -> reports.records();
            default -> throw new IllegalArgumentException("There is no feed " + feed);
        };
    }

    /** So many events of the log, and steps of runs, there have been. */
    public long happenedOf(String feed) {
        return switch (feed) {
            case ACTIVITY -> activity.eventsBefore(Instant.now());
            case EXECUTIONS -> executions.steps();
            case REPORTS -> reports.steps();
            default -> throw new IllegalArgumentException("There is no feed " + feed);
        };
    }

    public String words() {
        return "%d events in %d records, %d executions, %d reports"
                .formatted(activity.events(), activity.records(), executions.count(), reports.count());
    }
}
