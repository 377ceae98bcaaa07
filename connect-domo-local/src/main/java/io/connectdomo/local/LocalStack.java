package io.connectdomo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stack as processes of this machine: no Docker, no installation, only the jars that the build has fetched. Everything
 * ends with {@link #close()}, with this JVM, and with this JVM's death.
 */
public final class LocalStack implements KafkaStack {
    /** Generous: a machine that builds something else at the same time needs several times the usual. */
    static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Path directory;
    private final EmulatorProcess emulator;
    private final Broker broker;
    private final List<Worker> workers;
    private final Optional<SourceDatabase> database;
    private final Topics topics;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private boolean closed;

    private LocalStack(
            Path directory,
            EmulatorProcess emulator,
            Broker broker,
            List<Worker> workers,
            Optional<SourceDatabase> database,
            StackProgress progress) {
        this.directory = directory;
        this.emulator = emulator;
        this.broker = broker;
        this.workers = List.copyOf(workers);
        this.database = database;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-local-stack"));
        this.topics = awaitAll(progress);
    }

    /** Starts everything at once and returns when all of it is ready. */
    public static LocalStack start(StackOptions options) {
        return start(options, StackProgress.SILENT);
    }

    /** As above; the listener hears of each part that is ready. */
    public static LocalStack start(StackOptions options, StackProgress progress) {
        Installation found = Installation.find();
        Installation installation =
                options.kafka().version().map(found::withKafka).orElse(found);
        Path directory = newDirectory(installation);
        Settings.writeLogging(directory);
        EmulatorProcess emulator = EmulatorProcess.start(installation, options, directory);
        Broker broker = options.kafka()
                .runningAt()
                .map(Broker::runningAt)
                .orElseGet(() -> Broker.start(installation, options, directory));
        Optional<SourceDatabase> database = options.database()
                ? Optional.of(SourceDatabase.start(installation, broker.bootstrapServers(), options, directory))
                : Optional.empty();
        WorkerGroup group = WorkerGroup.domo(installation);
        List<Worker> workers = new ArrayList<>();
        for (int i = 1; i <= options.workers(); i++) {
            workers.add(
                    Worker.start("worker-" + i, group, installation, broker.bootstrapServers(), options, directory));
        }
        return new LocalStack(directory, emulator, broker, workers, database, progress);
    }

    /** For the logs of what is started together. */
    static Path newDirectory(Installation installation) {
        Path parent = installation.home().resolve("connect-domo-local/target/stacks");
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), "stack-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a directory in " + parent, e);
        }
    }

    private Topics awaitAll(StackProgress progress) {
        long start = System.nanoTime();
        try {
            emulator.awaitReady(READY_WITHIN);
            progress.ready("emulator", since(start));
            broker.awaitReady(READY_WITHIN);
            progress.ready("broker", since(start));
            for (Worker worker : workers) {
                worker.awaitReady(READY_WITHIN);
                progress.ready("Connect worker", since(start));
            }
            database.ifPresent(source -> {
                source.awaitReady(READY_WITHIN);
                progress.ready("PostgreSQL, Debezium", since(start));
            });
            return new Topics(broker.bootstrapServers());
        } catch (RuntimeException e) {
            stopProcesses();
            throw e;
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public List<Worker> workers() {
        return workers;
    }

    @Override
    public ConnectRest connect() {
        return workers.stream()
                .filter(Worker::isAlive)
                .findFirst()
                .orElseThrow(() -> new StackException("No Connect worker is alive"))
                .rest();
    }

    @Override
    public Topics topics() {
        return topics;
    }

    @Override
    public EmulatorProcess emulator() {
        return emulator;
    }

    /**
     * The database and its Debezium.
     *
     * @throws IllegalStateException if the stack was started without
     */
    public SourceDatabase database() {
        return database.orElseThrow(() -> new IllegalStateException("This stack was started without a database"));
    }

    @Override
    public synchronized String secret(String name, String value) {
        Path file = directory.resolve("secrets.properties");
        secrets.put(name, value);
        Settings.write(file, secrets);
        return "${file:" + file + ":" + name + "}";
    }

    @Override
    public Path logs() {
        return directory;
    }

    /** Whoever comes second (the shutdown hook, say) waits until it is done. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (topics != null) {
            topics.close();
        }
        stopProcesses();
        deleteData(directory.resolve("kafka-data"));
        deleteData(directory.resolve("postgres-data"));
    }

    /** Workers first: they commit their offsets to the broker while they stop. */
    private void stopProcesses() {
        workers.forEach(Worker::requestStop);
        database.ifPresent(SourceDatabase::requestStop);
        workers.forEach(Worker::stop);
        database.ifPresent(SourceDatabase::stop);
        broker.requestStop();
        emulator.requestStop();
        broker.close();
        emulator.close();
    }

    private static void deleteData(Path data) {
        if (!Files.isDirectory(data)) {
            return;
        }
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + data, e);
        }
    }
}
