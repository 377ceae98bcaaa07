package io.connectdomo.benchmarks.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The emulator in a process of its own, so that neither side of a comparison shares a heap with it. */
final class EmulatedDomo implements AutoCloseable {
    static final String TOKEN = "emulator-token";

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private EmulatedDomo(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param dialects what it answers where Domo's answer is unknown */
    static EmulatedDomo start(List<String> dialects) throws IOException, InterruptedException {
        Path portFile = Files.createTempDirectory("emulated-domo").resolve("port");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                "io.connectdomo.emulator.EmulatorMain",
                "--token",
                TOKEN,
                "--port-file",
                portFile.toString()));
        dialects.forEach(dialect -> command.addAll(List.of("--dialect", dialect)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(portFile.resolveSibling("log").toFile())
                .start();
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!Files.exists(portFile)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IllegalStateException("The emulator did not start; see " + portFile.resolveSibling("log"));
            }
            Thread.sleep(20);
        }
        return new EmulatedDomo(
                process,
                URI.create("http://127.0.0.1:" + Files.readString(portFile).strip()));
    }

    URI url() {
        return url;
    }

    /** Makes an empty AppDB collection; its id. */
    String createCollection(String name) throws IOException, InterruptedException {
        return create("/emulator/appdb/collections", name);
    }

    /** Makes an empty FileSet; its id. */
    String createFileSet(String name) throws IOException, InterruptedException {
        return create("/emulator/filesets", name);
    }

    /** Every reply comes so much later, as it does over the internet. */
    void latency(Duration latency) throws IOException, InterruptedException {
        if (!latency.isZero()) {
            post(
                    "/emulator/faults",
                    MAPPER.createObjectNode()
                            .put("path", "/api/**")
                            .put("nth", 1)
                            .put("times", Integer.MAX_VALUE)
                            .put("kind", "DELAY")
                            .put("delayMs", latency.toMillis()));
        }
    }

    private String create(String path, String name) throws IOException, InterruptedException {
        return post(path, MAPPER.createObjectNode().put("name", name))
                .path("id")
                .asText();
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> reply = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() >= 300) {
            throw new IllegalStateException(path + " was answered " + reply.statusCode());
        }
        return MAPPER.readTree(reply.body());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
