package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.GeneratedLog;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.monitoring.MonitoringFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Some minutes of a shop with a sink and a source, seen by a real Prometheus: a backfill, steady work, bad records, lost replies, an
 * outage, and what comes after it. Every panel of the dashboard must show something; what they show is written to {@code
 * target/dashboard-data.json}. On demand, as {@link AlertsDrill}, with {@code -Dit.test=DashboardRun}.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DashboardRun {
    private static final Duration STEADY = Duration.ofSeconds(Integer.getInteger("dashboard.steady.seconds", 90));
    private static final Duration OUTAGE = Duration.ofSeconds(40);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int BACKFILL = 300_000;

    private Instant lastTick = Instant.now();
    private long sent;

    @Test
    void everyPanelShowsSomething() throws IOException {
        JmxExporter exporter = new JmxExporter();
        try (LocalStack stack =
                        LocalStack.start(StackOptions.small().withMoreWorkerJvmOptions(List.of(exporter.jvmOption())));
                Prometheus prometheus = Prometheus.start(
                        exporter, Files.readString(MonitoringFiles.file("alerts.yml")), stack.logs())) {
            Rig rig = new Rig(stack, "dashboard");
            Instant begin = Instant.now();
            String orders = rig.topic("orders", 2);
            String customers = rig.topic("customers", 1);
            String ordersData = rig.dataSet(Column.of("id", "LONG"), Column.of("text", "STRING"));
            String customersData = rig.dataSet(Column.key("id", "LONG"), Column.of("text", "STRING"));
            stack.connect().put("shop", sink(rig, orders, ordersData, customers, customersData));
            source(rig);
            BooleanSupplier work = () -> work(rig, orders, customers);

            during(STEADY, work);
            for (int i = 0; i < 25; i++) {
                rig.topics().send(orders, 0, null, Json.of("id", "none", "text", "bad"));
            }
            rig.faults()
                    .add(Fault.dropAfterWork()
                            .on("PUT", "**/" + ordersData + "/uploads/*/commit")
                            .times(2));
            during(STEADY.dividedBy(2), work);
            rig.faults().unavailable(ordersData);
            rig.faults().add(Fault.status(503).on(null, "**/audit/**").always());
            during(OUTAGE, work);
            rig.faults().clear();
            during(STEADY, work);

            ArrayNode panels = panels(prometheus, begin);
            write(panels);
            assertThat(panels)
                    .filteredOn(DashboardRun::isEmpty)
                    .extracting(panel -> panel.path("title"))
                    .isEmpty();
        }
    }

    private static Map<String, String> sink(
            Rig rig, String orders, String ordersData, String customers, String customersData) {
        Map<String, String> config = rig.config(orders, customers);
        config.put("tasks.max", "2");
        config.put("topic.override." + orders + ".dataset.id", ordersData);
        config.put("topic.override." + customers + ".dataset.id", customersData);
        config.put("topic.override." + customers + ".write.mode", "upsert");
        config.put("topic.override." + customers + ".key.fields", "id");
        config.put("commit.interval.ms", "10000");
        config.put("buffer.max.bytes", "16777216");
        config.put("part.max.bytes", "1048576");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", rig.topic("dead", 1));
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        return config;
    }

    private static void source(Rig rig) {
        Instant now = Instant.now();
        rig.feeds().generateActivity(GeneratedLog.of(7, BACKFILL, now.minus(Duration.ofHours(12)), now));
        rig.feeds().generateActivity(GeneratedLog.of(8, 6000, now, now.plus(Duration.ofMinutes(10))));
        rig.feeds().addReports(List.of(ReportHistory.run(1, now.minusSeconds(600))));
        Map<String, String> config = rig.sourceConfig("activity-log", "report-history");
        config.put("activity.log.start", "-PT12H");
        config.put("activity.log.max.delay.ms", "30000");
        rig.stack().connect().put("audit", config);
    }

    private static void during(Duration time, BooleanSupplier work) {
        Deadline deadline = Deadline.in(time);
        assertThat(deadline.await(() -> !work.getAsBoolean())).isFalse();
    }

    /** About 300 orders a second with ups and downs, and a tenth as many customers, of which there are 500. */
    private boolean work(Rig rig, String orders, String customers) {
        Instant now = Instant.now();
        if (Duration.between(lastTick, now).compareTo(TICK) < 0) {
            return true;
        }
        lastTick = now;
        long count = 30 + Math.round(20 * Math.sin(now.toEpochMilli() / 20_000.0));
        for (long i = 0; i < count; i++) {
            sent++;
            rig.topics().send(orders, (int) (sent % 2), null, Json.of("id", sent, "text", "x".repeat(200)));
            if (sent % 10 == 0) {
                long id = sent % 500;
                rig.topics().send(customers, 0, Long.toString(id), Json.of("id", id, "text", "y".repeat(100)));
            }
        }
        return true;
    }

    /** The panels as they are in the dashboard, with what each of their queries gives. */
    private static ArrayNode panels(Prometheus prometheus, Instant begin) {
        ArrayNode panels = JsonHttp.object().putArray("panels");
        for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
            ObjectNode shown = panel.deepCopy();
            ArrayNode results = shown.putArray("results");
            for (JsonNode target : panel.path("targets")) {
                results.add(prometheus.range(asGrafanaAsks(target.path("expr").asText()), begin));
            }
            panels.add(shown);
        }
        return panels;
    }

    private static String asGrafanaAsks(String expression) {
        return expression
                .replace("$connector", ".*")
                .replace("$destination", ".*")
                .replace("$__rate_interval", "15s");
    }

    private static boolean isEmpty(JsonNode panel) {
        boolean empty = !panel.path("type").asText().equals("row");
        for (JsonNode result : panel.path("results")) {
            empty &= result.isEmpty();
        }
        return empty;
    }

    private static void write(ArrayNode panels) throws IOException {
        Path file = Installation.find().home().resolve("connect-domo-local/target/dashboard-data.json");
        Files.writeString(file, panels.toString());
    }
}
