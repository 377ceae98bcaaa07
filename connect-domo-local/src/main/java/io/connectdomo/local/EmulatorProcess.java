package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The emulator in a process of its own, with a client for its control interface. */
public final class EmulatorProcess implements AutoCloseable {
    /** What the emulator takes for a developer access token. */
    private static final String TOKEN = "emulator-token";

    private static final String MAIN = "io.connectdomo.emulator.EmulatorMain";

    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(30);

    private final URI address;
    private final ChildProcess process;
    private final DataSets dataSets;
    private final Faults faults;
    private final Feeds feeds;
    private final Documents documents;
    private final StoredFiles files;
    private final JsonHttp control;

    private EmulatorProcess(URI address, ChildProcess process) {
        this.address = address;
        this.process = process;
        this.dataSets = new DataSets(address, TOKEN);
        this.faults = new Faults(address);
        this.feeds = new Feeds(address);
        this.documents = new Documents(address);
        this.files = new StoredFiles(address, TOKEN);
        this.control = new JsonHttp(address, CONTROL_TIMEOUT);
    }

    /**
     * Starts one without broker and workers, and returns when it is ready.
     *
     * @param arguments added to the emulator's command line
     */
    public static EmulatorProcess startAlone(String... arguments) {
        Installation installation = Installation.find();
        StackOptions options = StackOptions.small().withEmulatorArguments(List.of(arguments));
        EmulatorProcess emulator = start(installation, options, LocalStack.newDirectory(installation));
        try {
            emulator.awaitReady(LocalStack.READY_WITHIN);
            return emulator;
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    /** Starts it and returns at once. */
    static EmulatorProcess start(Installation installation, StackOptions options, Path directory) {
        int port = FreePorts.next();
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        jvm.addAll(options.serverJvmOptions());
        List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port), "--token", TOKEN));
        arguments.addAll(options.emulatorArguments());
        JvmCommand command = new JvmCommand(jvm, installation.emulatorClassPath(), MAIN, arguments);
        return new EmulatorProcess(
                URI.create("http://127.0.0.1:" + port), ChildProcess.start("emulator", command, directory));
    }

    void awaitReady(Duration within) {
        JsonHttp http = new JsonHttp(address, Duration.ofSeconds(5));
        process.awaitReady(() -> http.answers("/"), within);
    }

    /** The value of {@code domo.url}, and the page for people. */
    public URI address() {
        return address;
    }

    /** The value of {@code domo.developer.token}. */
    public String token() {
        return TOKEN;
    }

    /** Its DataSets, as a user of Domo sees them. */
    public DataSets dataSets() {
        return dataSets;
    }

    /** Ids of the DataSets with exactly this name. */
    public List<String> dataSetsNamed(String name) {
        List<String> ids = new ArrayList<>();
        JsonNode state = control.get("/emulator/state").orElseThrow();
        state.path("dataSets").forEach(dataSet -> {
            if (dataSet.path("name").asText().equals(name)) {
                ids.add(dataSet.path("id").asText());
            }
        });
        return ids;
    }

    /** How many rows of a DataSet can be queried; also where {@link #dataSets()} does not know the path of the API. */
    public long rowCount(String dataSetId) {
        for (JsonNode dataSet : control.get("/emulator/state").orElseThrow().path("dataSets")) {
            if (dataSet.path("id").asText().equals(dataSetId)) {
                return dataSet.path("rows").asLong();
            }
        }
        throw new StackException("There is no DataSet " + dataSetId);
    }

    /** Answers from now on as these positions of the emulator's dialects say. */
    public void speak(Collection<Dialect> positions) {
        control.send("PUT", "/emulator/dialects", switches(positions));
    }

    /** As {@link #speak(Collection)}, of the executions of one stream. */
    public void speak(long stream, Collection<Dialect> positions) {
        control.send("PUT", "/emulator/dialects?stream=" + stream, switches(positions));
    }

    private static Map<String, String> switches(Collection<Dialect> positions) {
        Map<String, String> switches = new LinkedHashMap<>();
        positions.forEach(position -> switches.put(position.ofSwitch().name(), position.name()));
        return switches;
    }

    /** How many requests of Domo's API it has answered. */
    public long requests() {
        return control.get("/emulator/state").orElseThrow().path("requests").asLong();
    }

    /** What goes wrong on demand. */
    public Faults faults() {
        return faults;
    }

    /** Activity log, stream executions and report history. */
    public Feeds feeds() {
        return feeds;
    }

    /** Documents of AppDB. */
    public Documents documents() {
        return documents;
    }

    /** Files of FileSets, and Domo's own. */
    public StoredFiles files() {
        return files;
    }

    /**
     * How many requests there were of each kind, such as {@code PUT /data/v1/data-files/multipart/{session}/part/{index}}, worked on
     * or not.
     */
    public Map<String, Long> requestCounts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        control.get("/emulator/requests/counts")
                .orElseThrow()
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return counts;
    }

    void requestStop() {
        process.requestStop();
    }

    @Override
    public void close() {
        process.close();
    }
}
