package io.connectdomo.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus, as it is installed on this machine, that looks at one worker every second. */
final class Prometheus implements AutoCloseable {
    private final Process process;
    private final URI address;
    private final JsonHttp http;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
        this.http = new JsonHttp(address, Duration.ofSeconds(10));
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param rules contents of alerts.yml
     * @param directory for its files and its log
     */
    static Prometheus start(JmxExporter worker, String rules, Path directory) {
        String listen = "127.0.0.1:" + FreePorts.next();
        try {
            Path home = Files.createDirectories(directory.resolve("prometheus"));
            Files.writeString(home.resolve("alerts.yml"), rules);
            Files.writeString(home.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: [alerts.yml]
                    scrape_configs:
                      - job_name: connect
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(worker.address()));
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + home.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + home.resolve("data"),
                            "--web.listen-address=" + listen)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
            Prometheus started = new Prometheus(process, URI.create("http://" + listen));
            if (!Deadline.in(Duration.ofMinutes(1)).await(() -> started.http.answers("/-/ready"))) {
                started.close();
                throw new StackException("Prometheus is not ready:\n" + Files.readString(home.resolve("log")));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start prometheus, which has to be installed", e);
        }
    }

    URI address() {
        return address;
    }

    /** The connectors for which an alert fires now. */
    List<String> firing(String alert) {
        JsonNode alerts = http.get("/api/v1/alerts").orElseThrow().at("/data/alerts");
        return alerts.findParents("labels").stream()
                .filter(one -> one.path("state").asText().equals("firing"))
                .filter(one -> one.at("/labels/alertname").asText().equals(alert))
                .map(one -> one.at("/labels/connector").asText())
                .toList();
    }

    /** What a query gives from then on until now, every two seconds, as Prometheus says it. */
    JsonNode range(String query, Instant from) {
        String path = "/api/v1/query_range?step=2&start=" + from.getEpochSecond() + "&end="
                + Instant.now().getEpochSecond() + "&query=" + URLEncoder.encode(query, UTF_8);
        return http.get(path).orElseThrow().at("/data/result");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
