package io.connectdomo.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules, alerts, dashboard, catalogue and runbook speak of the same metrics and the same alerts. */
class MonitoringFilesTest {
    /** What is read of Kafka Connect, as its documentation calls it, and one attribute of each kind of rule. */
    private static final List<String[]> KAFKAS = List.of(
            kafkas("kafka.connect<type=connector-metrics, connector=orders><>", "connector-class"),
            kafkas("kafka.connect<type=connector-task-metrics, connector=orders, task=0><>", "status"),
            kafkas("kafka.connect<type=connect-worker-metrics, connector=orders><>", "connector-failed-task-count"),
            kafkas("kafka.connect<type=connect-worker-metrics, connector=orders><>", "connector-running-task-count"),
            kafkas(
                    "kafka.connect<type=task-error-metrics, connector=\"or ders:\", task=0><>",
                    "deadletterqueue-produce-requests"),
            kafkas(
                    "kafka.connect<type=task-error-metrics, connector=orders, task=0><>",
                    "deadletterqueue-produce-failures"),
            kafkas(
                    "kafka.consumer<type=consumer-fetch-manager-metrics, client-id=connector-consumer-orders-0><>",
                    "records-lag-max"));
    /** A text of ours, which becomes a label. */
    private static final String[] NAME = kafkas(
            "io.connectdomo<type=sink-destination, connector=\"orders\", task=0, target=dataset, destination=\"4711\"><>",
            "dataset-name");
    /** Of the exporter itself, and of Prometheus. */
    private static final List<String> WITHOUT_RULE = List.of("jvm_memory_used_bytes", "jvm_memory_max_bytes", "ALERTS");

    private final ExporterRules rules = ExporterRules.read();

    @Test
    void everyQueryNamesMetricsThatTheRulesMakeOfTheCatalogue() {
        Set<String> made = new LinkedHashSet<>(Catalogue.exposed());
        KAFKAS.forEach(kafkas -> made.add(rules.name(kafkas[0], kafkas[1]).orElseThrow()));
        made.add(rules.name(NAME[0], NAME[1]).orElseThrow());
        made.addAll(WITHOUT_RULE);

        MonitoringFiles.queries().forEach((of, query) -> {
            Set<String> named = MonitoringFiles.metricsOf(query);
            assertThat(named).as("metrics of %s", of).isNotEmpty();
            assertThat(made).as(of).containsAll(named);
        });
    }

    @Test
    void everyAttributeOfTheCatalogueHasItsRule() {
        List<Catalogue.Attribute> attributes = Catalogue.attributes();
        assertThat(attributes).hasSizeGreaterThan(100);

        for (Catalogue.Attribute attribute : attributes) {
            ExporterRules.Rule rule =
                    rules.rule(attribute.bean(), attribute.name()).orElseThrow();
            String name = rules.name(attribute.bean(), attribute.name()).orElseThrow();
            boolean time = attribute.unit().equals("ms");
            assertThat(rule.type()).as(name).isEqualTo(attribute.counter() ? "COUNTER" : "GAUGE");
            assertThat(rule.factor()).as(name).isEqualTo(time ? 0.001 : 1);
            assertThat(name)
                    .startsWith("connect_domo_" + type(attribute.bean()) + "_")
                    .matches(attribute.counter() ? ".*_total" : time ? ".*_seconds(_min|_max)?" : ".*(?<!_total)")
                    .doesNotContain("_ms");
        }
    }

    /** While the name is not known no other rule may take the attribute: what a rule with a cache once took stays with it. */
    @Test
    void theNameOfADataSetIsALabelAndNoNumber() {
        assertThat(rules.name(NAME[0], NAME[1])).contains("connect_domo_sink_destination_name");
        assertThat(rules.ruleFor(NAME[0] + NAME[1] + ": ")).isEmpty();
        assertThat(MonitoringFiles.dashboard().toString()).doesNotContain("/{{task}} {{destination}}");
    }

    @Test
    void namesOfDestinationsMayHaveAnything() {
        String bean = "io.connectdomo<type=sink-destination, connector=\"a, b=\\\"c\\\">\", task=12, target=dataset,"
                + " destination=\"<x>, y: \\*\"><>";

        assertThat(rules.name(bean, "rows-total")).contains("connect_domo_sink_destination_rows_total");
    }

    @Test
    void everyAlertHasItsEntryInTheRunbookAndTheRunbookNoOther() {
        Matcher entry = Pattern.compile("(?m)^### (Domo\\w+)$").matcher(MonitoringFiles.page("runbook.md"));
        List<String> entries = new ArrayList<>();
        while (entry.find()) {
            entries.add(entry.group(1));
        }

        assertThat(MonitoringFiles.alertNames()).containsExactlyElementsOf(entries);
    }

    @Test
    void everyAlertSaysHowBadItIsWhatHappenedAndWhatToRead() {
        for (JsonNode alert : MonitoringFiles.alerts()) {
            String name = alert.path("alert").asText();
            JsonNode annotations = alert.path("annotations");
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
            assertThat(annotations.path("summary").asText()).as(name).startsWith("{{ $labels.connector }}: ");
            assertThat(annotations.path("description").asText()).as(name).endsWith(".");
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void theDashboardWorksWithAnyPrometheusAndItsPanelsDoNotOverlap() {
        Set<String> taken = new LinkedHashSet<>();
        for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell =
                            place.path("x").asInt() + x + "," + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as("%s is alone at %s", panel.path("title"), cell)
                            .isTrue();
                }
            }
            panel.path("targets").forEach(target -> {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(target.path("expr").asText()).doesNotContain("$__all");
            });
        }
        assertThat(taken).hasSizeGreaterThan(24 * 40);
    }

    private static String[] kafkas(String bean, String attribute) {
        return new String[] {bean, attribute};
    }

    private static String type(String bean) {
        return bean.replaceFirst("^io\\.connectdomo<type=([a-z-]+),.*$", "$1").replace('-', '_');
    }
}
