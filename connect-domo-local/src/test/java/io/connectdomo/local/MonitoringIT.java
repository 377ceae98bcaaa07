package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.JmxExporter.Sample;
import io.connectdomo.local.JmxExporter.Scrape;
import io.connectdomo.local.monitoring.Catalogue;
import io.connectdomo.local.monitoring.MonitoringFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker with the real JMX exporter and our rules exposes what alerts and dashboard ask for. */
@SystemTest
class MonitoringIT {
    private static final String DESTINATION = "connect_domo_sink_destination_";
    private static final String FEED = "connect_domo_source_feed_";

    private final JmxExporter exporter = StackExtension.exporter();

    @Test
    void whatAlertsAndDashboardAskForIsExposed(Rig rig) {
        String topic = rig.topic();
        String deadLetters = rig.topic("dead", 1);
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        Rig.Connector sink = rig.start(withDeadLetters(rig.config(topic, dataSet, "append"), deadLetters));
        rig.feeds().clearActivity();
        rig.feeds().addActivity(List.of(ActivityLog.entry(Instant.now().minusSeconds(60))));
        Map<String, String> config = rig.sourceConfig("activity-log", "stream-executions", "report-history");
        config.put("stream.executions.stream.ids", Long.toString(rig.feeds().createStream(dataSet)));
        Rig.Connector source = rig.start(config);

        rig.topics().sendAll(topic, List.of(Json.of("id", 1), Json.of("id", "no-number"), Json.of("id", 3)));
        rig.awaitRows(dataSet, 2);
        rig.awaitOffset(sink, topic, 0, 3);
        rig.awaitSomeRecords(rig.topicPrefix() + "activity-log");

        Scrape scrape = exporter.scrape();
        assertThat(scrape.metrics()).containsAll(MonitoringFiles.metricsInUse()).containsAll(Catalogue.exposed());
        scrape.types()
                .forEach((metric, type) -> assertThat(type)
                        .as(metric)
                        .isEqualTo(metric.endsWith("_total") ? "counter" : expectedGauge(metric, type)));
        sinkIsDescribed(scrape, sink.name(), dataSet);
        sourceIsDescribed(scrape, source.name());
    }

    @Test
    void beansGoWithTheirConnector(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        Rig.Connector sink = rig.start(rig.config(topic, dataSet, "append"));
        rig.topics().sendAll(topic, List.of(Json.of("id", 1)));
        rig.awaitRows(dataSet, 1);
        assertThat(exporter.scrape().of(DESTINATION + "rows_total", "connector", sink.name()))
                .hasSize(1);

        sink.delete();

        rig.await(
                "no metric of " + sink.name(),
                () -> exporter.scrape().samples().stream()
                        .noneMatch(sample -> sink.name().equals(sample.labels().get("connector"))));
    }

    private static void sinkIsDescribed(Scrape scrape, String connector, String dataSet) {
        Map<String, String> labels =
                Map.of("connector", connector, "task", "0", "target", "dataset", "destination", dataSet);
        assertThat(scrape.of(DESTINATION + "rows_total", "connector", connector))
                .containsExactly(new Sample(DESTINATION + "rows_total", labels, 2));
        assertThat(scrape.of(DESTINATION + "errant_unfit_value_total", "connector", connector))
                .containsExactly(new Sample(DESTINATION + "errant_unfit_value_total", labels, 1));
        assertThat(scrape.of(DESTINATION + "record_to_committed_seconds", "connector", connector))
                .singleElement()
                .satisfies(sample -> assertThat(sample.value()).isBetween(0.001, 180.0));
        assertThat(value(scrape, "connect_domo_sink_task_buffer_limit_bytes", connector))
                .isEqualTo(134_217_728);
        assertThat(value(scrape, "kafka_connect_task_deadletterqueue_produce_requests_total", connector))
                .isEqualTo(1);
        assertThat(value(scrape, "kafka_connect_connector_failed_tasks", connector))
                .isZero();
        assertThat(scrape.of("kafka_consumer_records_lag_max", "connector", connector))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("task", "0"));
        assertThat(scrape.of("kafka_connect_connector_class", "connector", connector))
                .singleElement()
                .satisfies(sample ->
                        assertThat(sample.labels()).containsEntry("class", "io.connectdomo.sink.DomoSinkConnector"));
    }

    private static void sourceIsDescribed(Scrape scrape, String connector) {
        assertThat(scrape.of(FEED + "records_total", "connector", connector))
                .extracting(sample -> sample.labels().get("feed"))
                .containsExactlyInAnyOrder("activity-log", "stream-executions", "report-history");
        assertThat(scrape.of("kafka_connect_connector_task_status", "connector", connector))
                .extracting(Sample::labels)
                .containsExactly(Map.of("connector", connector, "task", "0", "status", "running"));
        assertThat(value(scrape, "connect_domo_source_task_records_total", connector))
                .isEqualTo(1);
    }

    private static double value(Scrape scrape, String metric, String connector) {
        List<Sample> samples = scrape.of(metric, "connector", connector);
        assertThat(samples).as(metric).hasSize(1);
        return samples.get(0).value();
    }

    /** Whatever the exporter says of itself and of the JVM is not ours. */
    private static String expectedGauge(String metric, String type) {
        return metric.matches("(connect_domo|kafka)_.*") ? "gauge" : type;
    }

    private static Map<String, String> withDeadLetters(Map<String, String> config, String topic) {
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", topic);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }
}
