package io.connectdomo.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be chosen of a {@link LocalStack}.
 *
 * @param workers how many Connect workers, at least one
 * @param database whether there are also a PostgreSQL and a Connect cluster with Debezium
 * @param workerProperties added to every worker's properties, or in place of them
 * @param workerJvmOptions heap and compiler of the workers
 * @param serverJvmOptions compiler and collector of broker and emulator
 * @param emulatorArguments added to the emulator's command line
 * @param kafka where the Kafka comes from
 */
public record StackOptions(
        int workers,
        boolean database,
        Map<String, String> workerProperties,
        List<String> workerJvmOptions,
        List<String> serverJvmOptions,
        List<String> emulatorArguments,
        Kafka kafka) {

    /**
     * The Kafka of a stack.
     *
     * @param version of workers and broker; empty for the one this was built with
     * @param runningAt the address of a broker that runs already; empty for one of the stack's own
     */
    public record Kafka(Optional<String> version, Optional<String> runningAt) {
        static final Kafka OWN = new Kafka(Optional.empty(), Optional.empty());
    }

    public StackOptions {
        workerProperties = Map.copyOf(workerProperties);
        workerJvmOptions = List.copyOf(workerJvmOptions);
        serverJvmOptions = List.copyOf(serverJvmOptions);
        emulatorArguments = List.copyOf(emulatorArguments);
    }

    /** One small worker that starts quickly. */
    public static StackOptions small() {
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        jvm.addAll(JvmCommand.QUICK_START);
        return new StackOptions(1, false, Map.of(), jvm, JvmCommand.QUICK_START, List.of(), Kafka.OWN);
    }

    /** One worker, compiled and collected as a production worker is, between servers that cost it as little as they can. */
    public static StackOptions forMeasuring(String workerHeap) {
        return new StackOptions(
                1,
                false,
                Map.of(),
                List.of("-Xmx" + workerHeap, "-XX:+UseG1GC"),
                List.of("-XX:+UseSerialGC"),
                List.of(),
                Kafka.OWN);
    }

    public StackOptions withWorkers(int count) {
        return new StackOptions(
                count, database, workerProperties, workerJvmOptions, serverJvmOptions, emulatorArguments, kafka);
    }

    /** With a PostgreSQL and a Connect cluster with Debezium. */
    public StackOptions withDatabase() {
        return new StackOptions(
                workers, true, workerProperties, workerJvmOptions, serverJvmOptions, emulatorArguments, kafka);
    }

    public StackOptions withWorkerProperties(Map<String, String> properties) {
        return new StackOptions(
                workers, database, properties, workerJvmOptions, serverJvmOptions, emulatorArguments, kafka);
    }

    /** Sources write each record and its offset as one, also over a kill. */
    public StackOptions exactlyOnce() {
        Map<String, String> more = new LinkedHashMap<>(workerProperties);
        more.put("exactly.once.source.support", "enabled");
        return withWorkerProperties(more);
    }

    public StackOptions withEmulatorArguments(List<String> arguments) {
        return new StackOptions(
                workers, database, workerProperties, workerJvmOptions, serverJvmOptions, arguments, kafka);
    }

    /** Adds to the JVM options of the workers. */
    public StackOptions withMoreWorkerJvmOptions(List<String> more) {
        List<String> jvm = new ArrayList<>(workerJvmOptions);
        jvm.addAll(more);
        return new StackOptions(workers, database, workerProperties, jvm, serverJvmOptions, emulatorArguments, kafka);
    }

    /** With workers and broker of another version, whose jars the build has fetched too. */
    public StackOptions withKafkaVersion(String version) {
        return with(new Kafka(Optional.of(version), kafka.runningAt()));
    }

    /** With a broker that somebody else has started, and stops. */
    public StackOptions withBrokerAt(String bootstrapServers) {
        return with(new Kafka(kafka.version(), Optional.of(bootstrapServers)));
    }

    private StackOptions with(Kafka other) {
        return new StackOptions(
                workers, database, workerProperties, workerJvmOptions, serverJvmOptions, emulatorArguments, other);
    }
}
