package io.connectdomo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka broker: a process of this stack that is its own controller (KRaft) and has one directory of data, or one that runs already. */
final class Broker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String CLUSTER_ID = "connectDomoLocalStackA";

    private final String bootstrapServers;
    private final Optional<ChildProcess> process;

    private Broker(String bootstrapServers, Optional<ChildProcess> process) {
        this.bootstrapServers = bootstrapServers;
        this.process = process;
    }

    /** Starts it and returns at once. */
    static Broker start(Installation installation, StackOptions options, Path directory) {
        String bootstrapServers = HOST + ":" + FreePorts.next();
        try {
            Path data = Files.createDirectories(directory.resolve("kafka-data"));
            Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=" + CLUSTER_ID + "\nnode.id=1\n");
            Path properties = directory.resolve("server.properties");
            Settings.write(properties, settings(bootstrapServers, HOST + ":" + FreePorts.next(), data));
            return new Broker(
                    bootstrapServers,
                    Optional.of(ChildProcess.start("broker", command(installation, options, properties), directory)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the broker in " + directory, e);
        }
    }

    /** One that somebody else has started, and stops. */
    static Broker runningAt(String bootstrapServers) {
        return new Broker(bootstrapServers, Optional.empty());
    }

    private static JvmCommand command(Installation installation, StackOptions options, Path properties) {
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m", Settings.loggingOption(properties.getParent())));
        jvm.addAll(options.serverJvmOptions());
        return new JvmCommand(jvm, installation.kafkaClassPath(), "kafka.Kafka", List.of(properties.toString()));
    }

    private static Map<String, String> settings(String address, String controller, Path data) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://" + address),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                // The long waits of a real cluster, short: a kill must cost a test seconds.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("controlled.shutdown.enable", "false"));
    }

    void awaitReady(Duration within) {
        try (Admin admin = Admin.create(adminProperties())) {
            if (process.isPresent()) {
                process.get().awaitReady(() -> answers(admin), within);
            } else {
                requireAnswer(Deadline.in(within).await(() -> answers(admin)));
            }
        }
    }

    private void requireAnswer(boolean answered) {
        if (!answered) {
            throw new StackException("No broker answers at " + bootstrapServers);
        }
    }

    private Properties adminProperties() {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "100");
        return properties;
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    void requestStop() {
        process.ifPresent(ChildProcess::requestStop);
    }

    @Override
    public void close() {
        process.ifPresent(ChildProcess::close);
    }
}
