package io.connectdomo.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code config/monitoring} says. */
public final class MonitoringFiles {
    /** Tests run in their module. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path DIRECTORY = ROOT.resolve("config/monitoring");
    /** By their beginnings, of which nothing else in a query has one. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:connect_domo|kafka_connect|kafka_consumer|jvm|process|ALERTS)[a-z_]*\\b");

    private MonitoringFiles() {}

    /** A file of {@code config/monitoring}. */
    public static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    static String page(String name) {
        return read(ROOT.resolve("docs").resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String name) {
        try {
            return new YAMLMapper().readTree(file(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of alerts.yml, in their order. */
    static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        yaml("alerts.yml").path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    /** Their names. */
    public static List<String> alertNames() {
        return alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    }

    /** The dashboard as Grafana imports it. */
    public static JsonNode dashboard() {
        try {
            return new ObjectMapper().readTree(file("grafana-dashboard.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each query of an alert, a panel, a variable and an annotation, by what it is of. */
    static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        alerts().forEach(alert ->
                queries.put(alert.path("alert").asText(), alert.path("expr").asText()));
        JsonNode dashboard = dashboard();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String of = "panel " + panel.path("id").asText() + " ("
                        + panel.path("title").asText() + ") "
                        + target.path("refId").asText();
                queries.put(of, target.path("expr").asText());
            }
        }
        for (JsonNode variable : dashboard.at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                queries.put(
                        "variable " + variable.path("name").asText(),
                        variable.at("/query/query").asText());
            }
        }
        dashboard
                .at("/annotations/list")
                .forEach(annotation -> queries.put(
                        "annotation " + annotation.path("name").asText(),
                        annotation.path("expr").asText()));
        return queries;
    }

    /** The metrics that a query names. */
    static Set<String> metricsOf(String query) {
        Set<String> metrics = new TreeSet<>();
        Matcher found = METRIC.matcher(query);
        while (found.find()) {
            metrics.add(found.group());
        }
        return metrics;
    }

    /** The metrics that a worker has to expose for the alerts and the dashboard; ALERTS is Prometheus' own. */
    public static Set<String> metricsInUse() {
        Set<String> metrics = new TreeSet<>();
        queries().values().forEach(query -> metrics.addAll(metricsOf(query)));
        metrics.remove("ALERTS");
        return metrics;
    }
}
