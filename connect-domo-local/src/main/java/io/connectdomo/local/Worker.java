package io.connectdomo.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A distributed Connect worker. Keeps its port and its properties over {@link #kill()} and {@link #restart()}. */
public final class Worker {
    private static final String HOST = "127.0.0.1";

    private final String name;
    private final Path directory;
    private final JvmCommand command;
    private final ConnectRest rest;
    private ChildProcess process;

    private Worker(String name, Path directory, JvmCommand command, ConnectRest rest, ChildProcess process) {
        this.name = name;
        this.directory = directory;
        this.command = command;
        this.rest = rest;
        this.process = process;
    }

    /** Starts it and returns at once. */
    static Worker start(
            String name,
            WorkerGroup group,
            Installation installation,
            String bootstrapServers,
            StackOptions options,
            Path directory) {
        int port = FreePorts.next();
        Path properties = directory.resolve(name + ".properties");
        Map<String, String> settings = new LinkedHashMap<>(settings(bootstrapServers, port, directory));
        settings.putAll(group.settings());
        settings.putAll(options.workerProperties());
        Settings.write(properties, settings);

        JvmCommand command = command(installation, options, properties);
        ConnectRest rest = new ConnectRest(URI.create("http://" + HOST + ":" + port));
        return new Worker(name, directory, command, rest, ChildProcess.start(name, command, directory));
    }

    private static JvmCommand command(Installation installation, StackOptions options, Path properties) {
        List<String> jvm = new ArrayList<>(options.workerJvmOptions());
        jvm.add(Settings.loggingOption(properties.getParent()));
        return new JvmCommand(
                jvm,
                installation.kafkaClassPath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(properties.toString()));
    }

    private static Map<String, String> settings(String bootstrapServers, int port, Path directory) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("listeners", "http://" + HOST + ":" + port),
                Map.entry("rest.advertised.host.name", HOST),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("status.storage.partitions", "1"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("config.providers", "file"),
                Map.entry("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider"),
                Map.entry("config.providers.file.param.allowed.paths", directory.toString()),
                // The long waits of a real cluster, short: a kill must cost a test seconds.
                Map.entry("scheduled.rebalance.max.delay.ms", "0"),
                Map.entry("session.timeout.ms", "5000"),
                Map.entry("heartbeat.interval.ms", "500"),
                Map.entry("consumer.session.timeout.ms", "5000"),
                Map.entry("consumer.heartbeat.interval.ms", "500"),
                Map.entry("consumer.metadata.max.age.ms", "5000"),
                Map.entry("offset.flush.interval.ms", "1000"));
    }

    void awaitReady(Duration within) {
        process.awaitReady(rest::isReady, within);
    }

    /** Its REST interface; any worker's speaks for the whole group. */
    public ConnectRest rest() {
        return rest;
    }

    /** Its log, kept over restarts. */
    public Path log() {
        return process.log();
    }

    /** The last lines of its log, for messages. */
    public String tail() {
        return process.tail();
    }

    /** For tools that attach to it; another one after each {@link #restart()}. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing is flushed, committed or said good-bye to. */
    public void kill() {
        process.kill();
    }

    /** Starts it again after {@link #kill()} or {@link #stop()}; returns when REST answers. */
    public void restart() {
        process = ChildProcess.start(name, command, directory);
        awaitReady(LocalStack.READY_WITHIN);
    }

    /** Gracefully: tasks are stopped and their offsets committed. */
    public void stop() {
        process.close();
    }

    void requestStop() {
        process.requestStop();
    }
}
