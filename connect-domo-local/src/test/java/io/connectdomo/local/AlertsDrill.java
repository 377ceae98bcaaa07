package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.Fault;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.monitoring.MonitoringFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every alert is made to fire once: its cause in the emulator, a real worker, the real exporter, a real Prometheus with the rules of
 * {@code config/monitoring}. On demand, for it needs an installed {@code prometheus}: {@code ./mvnw -pl connect-domo-local -am verify
 * -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=AlertsDrill -Dfailsafe.failIfNoSpecifiedTests=false}. The table is
 * in {@code target/alerts-drill.md}. With {@code -Ddrill.hold.seconds=N} all goes on for so long, to be looked at.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class AlertsDrill {
    private static final Logger LOG = LoggerFactory.getLogger(AlertsDrill.class);
    private static final Duration FIRES_WITHIN = Duration.ofMinutes(4);
    private static final Duration BETWEEN_RECORDS = Duration.ofMillis(250);
    private static final Column ID = Column.of("id", "LONG");
    private static final Column TEXT = Column.of("text", "STRING");
    private static final String FOREVER = "600000";
    /** The connector for which nothing may fire. */
    private static final String WELL = "orders";

    /** Nobody wants to wait for half an hour. Only times and numbers: what is asked stays as it is. */
    private static final Map<String, String> SHORTER = shorter();

    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private final Map<String, Duration> fired = new LinkedHashMap<>();

    private static Map<String, String> shorter() {
        Map<String, String> shorter = new LinkedHashMap<>();
        shorter.put("for: 1m", "for: 2s");
        shorter.put("for: 5m", "for: 2s");
        shorter.put("for: 10m", "for: 5s");
        shorter.put("oldest_record_age_seconds > 1800", "oldest_record_age_seconds > 10");
        shorter.put("task_waiting_seconds > 120", "task_waiting_seconds > 5");
        shorter.put("{feed=\"activity-log\"}[15m]) > 1800", "{feed=\"activity-log\"}[15m]) > 10");
        shorter.put("feed_waiting_seconds > 300", "feed_waiting_seconds > 5");
        shorter.put("[1h]) > 2.5", "[1m]) > 2.5");
        shorter.put("[1d]) > 200", "[1m]) > 20");
        shorter.put("{feed=\"activity-log\"} > 40000", "{feed=\"activity-log\"} > 8");
        shorter.put("15m", "20s");
        return shorter;
    }

    /** What was done, to which connector, when. */
    private record Cause(String connector, String done, Instant at) {}

    @Test
    void everyAlertFires() throws Exception {
        JmxExporter exporter = new JmxExporter();
        try (LocalStack stack =
                        LocalStack.start(StackOptions.small().withMoreWorkerJvmOptions(List.of(exporter.jvmOption())));
                Prometheus prometheus = Prometheus.start(exporter, rules(), stack.logs())) {
            LOG.info("Prometheus is at {}", prometheus.address());
            Drill drill = new Drill(stack);
            drill.sinks();
            drill.source();
            Deadline deadline = Deadline.in(FIRES_WITHIN);
            assertThat(deadline.await(() -> drill.goesOn(prometheus) && fired.size() == alerts().size()))
                    .as("of %s only these fired: %s", alerts(), fired)
                    .isTrue();
            report();
            Deadline.in(Duration.ofSeconds(Integer.getInteger("drill.hold.seconds", 0)))
                    .await(() -> !drill.goesOn(prometheus));
        }
    }

    private static String rules() throws IOException {
        String rules = Files.readString(MonitoringFiles.file("alerts.yml"));
        for (Map.Entry<String, String> change : SHORTER.entrySet()) {
            assertThat(rules).contains(change.getKey());
            rules = rules.replace(change.getKey(), change.getValue());
        }
        return rules;
    }

    private static List<String> alerts() {
        return MonitoringFiles.alertNames();
    }

    private void report() throws IOException {
        StringBuilder table = new StringBuilder("| alert | what was done | fired after |\n|---|---|---|\n");
        for (String alert : alerts()) {
            table.append("| %s | %s | %d s |\n"
                    .formatted(alert, causes.get(alert).done(), fired.get(alert).toSeconds()));
        }
        Path file = Installation.find().home().resolve("connect-domo-local/target/alerts-drill.md");
        Files.writeString(file, table);
        LOG.info("Shortened: {}\n{}", SHORTER, table);
    }

    /** One connector for each cause, side by side, and one that is well. */
    private final class Drill {
        private final LocalStack stack;
        private final Rig rig;
        private final List<String> fed = new ArrayList<>();
        private Instant fedAt = Instant.EPOCH;
        private int records;
        private boolean feedIsRead = true;

        Drill(LocalStack stack) {
            this.stack = stack;
            this.rig = new Rig(stack, "drill");
        }

        void sinks() {
            sink(WELL, Map.of("commit.interval.ms", "5000"), id -> {}, true);
            cause("DomoSinkTaskFailed", "token-revoked", "the token is revoked: 401 to everything, 5 s of retries");
            sink(
                    "token-revoked",
                    Map.of("domo.retry.timeout.ms", "5000"),
                    id -> add(Fault.status(401), id, "**"),
                    true);
            cause("DomoSinkNotDurable", "hangs", "requests for upload sessions hang");
            sink("hangs", Map.of(), id -> add(Fault.delay(Duration.ofMinutes(10)), id, "uploads"), true);
            cause("DomoSinkDestinationParked", "locked", "Domo refuses a commit, destination.failure.action=park");
            sink(
                    "locked",
                    Map.of("destination.failure.action", "park"),
                    id -> rig.faults().refuseCommits(id, "The DataSet is locked", "DRILL-TOE"),
                    true);
            cause("DomoSinkErrantRecords", "bad-records", "records with a text in a LONG column, dead-letter queue");
            badRecords();
            cause("DomoSinkOutage", "outage", "503 to everything of a DataSet");
            sink("outage", Map.of(), id -> rig.faults().unavailable(id), true);
            cause("DomoSinkBufferFull", "slow-domo", "parts take 5 minutes, buffer.max.bytes=2 MB, 60 MB of records");
            slowDomo();
            cause("DomoSinkUnknownOutcomes", "lost-answers", "commits work, their replies are lost");
            sink("lost-answers", Map.of(), id -> add(Fault.dropAfterWork(), id, "uploads/*/commit"), true);
            cause("DomoSinkCreditsHigh", "hasty", "commit.interval.ms=500 instead of 15 minutes");
            sink("hasty", Map.of(), id -> {}, true);
        }

        void source() {
            Instant aMinuteAgo = Instant.now().minusSeconds(60);
            rig.feeds()
                    .addActivity(IntStream.range(0, 9)
                            .mapToObj(i -> ActivityLog.entry(aMinuteAgo.plusMillis(i)))
                            .toList());
            cause("DomoSourceSeenNearlyFull", "audit", "9 entries of late, activity.log.seen.max.entries=10");
            Map<String, String> config = rig.sourceConfig("activity-log");
            config.put("activity.log.seen.max.entries", "10");
            stack.connect().put("audit", config);

            // Revoked when the connector is there: validation would refuse it before.
            Map<String, String> reports = rig.sourceConfig("report-history");
            reports.put("domo.retry.timeout.ms", "5000");
            stack.connect().put("reports-revoked", reports);
            awaitRunning("reports-revoked");
            cause(
                    "DomoSourceTaskFailed",
                    "reports-revoked",
                    "the token is revoked: 401 to the only feed, 5 s of retries");
            rig.faults().add(Fault.status(401).on(null, "**/reportschedules/**").always());
        }

        /** To be called again and again: records for who has to have some, and a look at the alerts. */
        boolean goesOn(Prometheus prometheus) {
            if (fedAt.plus(BETWEEN_RECORDS).isAfter(Instant.now())) {
                return true;
            }
            fedAt = Instant.now();
            records++;
            fed.forEach(topic -> stack.topics().send(topic, 0, null, record(records, "short")));
            causes.forEach((alert, cause) -> {
                List<String> firing = prometheus.firing(alert);
                assertThat(firing).as(alert).doesNotContain(WELL);
                if (!fired.containsKey(alert) && firing.contains(cause.connector())) {
                    fired.put(alert, Duration.between(cause.at(), Instant.now()));
                }
            });
            if (feedIsRead && fired.containsKey("DomoSourceSeenNearlyFull")) {
                feedIsRead = false;
                rig.faults().add(Fault.status(503).on(null, "**/audit/**").always());
                cause("DomoSourceFeedNotRead", "audit", "503 to everything of the activity log");
                cause("DomoSourceFeedBehind", "audit", "503 to everything of the activity log, as above");
            }
            return true;
        }

        private String sink(String name, Map<String, String> more, FaultOf fault, boolean feed) {
            String topic = rig.topic(name, 1);
            String dataSet = rig.dataSet(ID, TEXT);
            Map<String, String> config = rig.config(topic, dataSet, "append");
            config.put("domo.retry.timeout.ms", FOREVER);
            config.putAll(more);
            stack.connect().put(name, config);
            awaitRunning(name);
            fault.on(dataSet);
            if (feed) {
                fed.add(topic);
            }
            return topic;
        }

        private void awaitRunning(String name) {
            rig.await(
                    name + " runs",
                    () -> stack.connect()
                            .status(name)
                            .map(status -> status.isRunning(1))
                            .orElse(false));
        }

        private void badRecords() {
            Map<String, String> deadLetters = Map.of(
                    "errors.tolerance", "all",
                    "errors.deadletterqueue.topic.name", rig.topic("dead", 1),
                    "errors.deadletterqueue.topic.replication.factor", "1",
                    "errors.deadletterqueue.context.headers.enable", "true");
            String topic = sink("bad-records", deadLetters, id -> {}, true);
            stack.topics().sendAll(topic, List.of(Json.of("id", "one"), Json.of("id", 2), Json.of("id", "three")));
        }

        private void slowDomo() {
            Map<String, String> small = Map.of("buffer.max.bytes", "2097152", "part.max.bytes", "262144");
            String topic = sink(
                    "slow-domo", small, id -> add(Fault.delay(Duration.ofMinutes(5)), id, "uploads/*/parts/*"), false);
            String text = "x".repeat(1000);
            for (int i = 0; i < 60_000; i++) {
                stack.topics().send(topic, 0, null, record(i, text));
            }
            stack.topics().flush();
        }

        private void add(Fault fault, String dataSetId, String path) {
            rig.faults().add(fault.on(null, "**/" + dataSetId + "/" + path).always());
        }
    }

    /** What goes wrong with a DataSet. */
    private interface FaultOf {
        void on(String dataSetId);
    }

    private void cause(String alert, String connector, String done) {
        causes.put(alert, new Cause(connector, done, Instant.now()));
    }

    private static String record(int id, String text) {
        return Json.of("id", id, "text", text);
    }
}
