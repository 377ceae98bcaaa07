package io.connectdomo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Prometheus JMX exporter as an agent of one worker, with the rules of {@code config/monitoring}, and what it exposes. */
final class JmxExporter {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address = "127.0.0.1:" + FreePorts.next();

    /** One line. */
    record Sample(String metric, Map<String, String> labels, double value) {}

    /**
     * All that was exposed at one time.
     *
     * @param types of metrics, such as counter
     */
    record Scrape(List<Sample> samples, Map<String, String> types) {
        List<String> metrics() {
            return samples.stream().map(Sample::metric).distinct().toList();
        }

        /** Of a metric, those with a label. */
        List<Sample> of(String metric, String label, String value) {
            return samples.stream()
                    .filter(sample -> sample.metric().equals(metric)
                            && value.equals(sample.labels().get(label)))
                    .toList();
        }
    }

    /** For the command line of the worker. */
    String jvmOption() {
        Path home = Installation.find().home();
        Path agent = home.resolve("connect-domo-local/target/agent/jmx_prometheus_javaagent.jar");
        if (!Files.exists(agent)) {
            throw new IllegalStateException("Missing " + agent + "; the build fetches it before the system tests");
        }
        return "-javaagent:" + agent + "=" + address + ":" + home.resolve("config/monitoring/jmx-exporter.yml");
    }

    /** For Prometheus. */
    String address() {
        return address;
    }

    Scrape scrape() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            String text =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new Scrape(samples(text), types(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while asking " + request.uri(), e);
        }
    }

    private static List<Sample> samples(String text) {
        List<Sample> samples = new ArrayList<>();
        Matcher line = SAMPLE.matcher(text);
        while (line.find()) {
            Map<String, String> labels = new LinkedHashMap<>();
            Matcher label = LABEL.matcher(line.group(2) == null ? "" : line.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            samples.add(new Sample(line.group(1), labels, Double.parseDouble(line.group(3))));
        }
        return samples;
    }

    private static Map<String, String> types(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        Matcher line = TYPE.matcher(text);
        while (line.find()) {
            types.put(line.group(1), line.group(2));
        }
        return types;
    }
}
