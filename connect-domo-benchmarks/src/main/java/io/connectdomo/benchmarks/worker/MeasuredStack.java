package io.connectdomo.benchmarks.worker;

import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.DataSets;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A worker as in production, one topic with one full partition, and a Domo that only counts. Every run is a connector of
 * its own, so that it reads the topic from the beginning. For one thread.
 */
final class MeasuredStack implements AutoCloseable {
    private static final String GC_LOG = "worker-gc.log";
    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();
    private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final LocalStack stack;
    private final WorkerJmx worker;
    private final Subject subject;
    private final long records;
    private final Map<String, String> overrides;
    private int runs;

    private MeasuredStack(LocalStack stack, Subject subject, long records, Map<String, String> overrides) {
        this.stack = stack;
        this.subject = subject;
        this.worker = WorkerJmx.attach(stack.workers().get(0).pid());
        this.records = records;
        this.overrides = overrides;
    }

    /** Starts everything and fills the topic. */
    static MeasuredStack start(Subject subject, String heap, Arguments arguments, List<String> workerJvm) {
        Path home = Path.of(System.getProperty("connectdomo.home", "")).toAbsolutePath();
        String plugins = home.resolve("connect-domo-sink/target/plugin") + ","
                + home.resolve("connect-domo-benchmarks/target/plugin");
        StackOptions options = StackOptions.forMeasuring(heap)
                // Kafka's defaults, where the local stack is hasty for its tests' sake.
                .withWorkerProperties(Map.of("plugin.path", plugins, "offset.flush.interval.ms", "60000"))
                .withMoreWorkerJvmOptions(List.of("-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + GC_LOG))
                .withMoreWorkerJvmOptions(workerJvm)
                .withEmulatorArguments(List.of("--discard"));
        LocalStack stack = LocalStack.start(options);
        try {
            fillTopic(stack, subject, arguments.records());
            return new MeasuredStack(stack, subject, arguments.records(), arguments.overrides());
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static void fillTopic(LocalStack stack, Subject subject, long records) {
        stack.topics().create(subject.topic(), 1);
        for (long i = 0; i < records; i++) {
            stack.topics().send(subject.topic(), 0, subject.key(i), subject.value(i));
        }
        stack.topics().flush();
    }

    /** Reads the topic once with a sink that does nothing. */
    Timing readByNoOp() {
        String connector = "noop-" + ++runs;
        worker.collectGarbage();
        stack.connect().put(connector, config("io.connectdomo.benchmarks.worker.noop.NoOpSinkConnector", Map.of()));
        Timing timing = timePuts(connector);
        delete(connector);
        return timing;
    }

    /**
     * Reads the topic once into a new DataSet, with the sink's defaults but for one: the batch is full when the topic is
     * read, so that the run also ends for Domo.
     *
     * @throws IllegalStateException if Domo has not counted the rows that the records come to
     */
    Timing readIntoDomo() {
        String connector = "domo-" + ++runs;
        String dataSet = stack.emulator().dataSets().create(connector, subject.columns());
        worker.collectGarbage();
        Map<String, String> own = new LinkedHashMap<>(subject.sinkConfig());
        own.put("domo.url", stack.emulator().address().toString());
        own.put("domo.developer.token", stack.emulator().token());
        own.put("dataset.id", dataSet);
        own.put("commit.max.rows", Long.toString(subject.rows(records)));
        stack.connect().put(connector, config("io.connectdomo.sink.DomoSinkConnector", own));
        Timing timing = timePuts(connector);
        DataSets dataSets = stack.emulator().dataSets();
        await(connector, () -> !dataSets.commits(dataSet).isEmpty());
        Timing whole = timing.committedNow();
        long counted = dataSets.commits(dataSet).stream()
                .mapToLong(DataSets.Commit::rows)
                .sum();
        if (counted != subject.rows(records)) {
            throw new IllegalStateException("Domo counted " + counted + " rows of " + records + " records");
        }
        delete(connector);
        return whole;
    }

    private Map<String, String> config(String connectorClass, Map<String, String> own) {
        Map<String, String> config = new LinkedHashMap<>(
                Map.of("connector.class", connectorClass, "tasks.max", "1", "topics", subject.topic()));
        config.putAll(subject.converters());
        config.putAll(own);
        config.putAll(overrides);
        return config;
    }

    private Timing timePuts(String connector) {
        await(connector, () -> worker.recordsPut(connector) > 0);
        long startNanos = System.nanoTime();
        long before = worker.recordsPut(connector);
        long cpuBefore = worker.taskCpuNanos(connector);
        await(connector, () -> worker.recordsPut(connector) >= records);
        return Timing.putNow(records - before, startNanos, worker.taskCpuNanos(connector) - cpuBefore);
    }

    private void await(String connector, BooleanSupplier condition) {
        long start = System.nanoTime();
        long checked = start;
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - checked > CHECK_EVERY_NANOS) {
                checked = now;
                failIfItFailed(connector);
            }
            if (now - start > WITHIN.toNanos()) {
                throw new IllegalStateException("Connector " + connector + " is not done after " + WITHIN);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private void failIfItFailed(String connector) {
        if (!stack.workers().get(0).isAlive()) {
            throw new IllegalStateException(
                    "The worker died:\n" + stack.workers().get(0).tail());
        }
        stack.connect().status(connector).filter(ConnectorStatus::hasFailed).ifPresent(status -> {
            throw new IllegalStateException("Connector " + connector + " failed:\n" + status.traces());
        });
    }

    private void delete(String connector) {
        failIfItFailed(connector);
        stack.connect().delete(connector);
        await(connector, () -> stack.connect().status(connector).isEmpty());
    }

    HttpCeiling httpCeiling() {
        String dataSet = stack.emulator().dataSets().create("ceiling", Orders.COLUMNS);
        return new HttpCeiling(stack.emulator().address(), stack.emulator().token(), dataSet);
    }

    /** What the worker's collector has done so far. */
    GcLog gcLog() {
        return GcLog.read(stack.logs().resolve(GC_LOG));
    }

    long workerPid() {
        return stack.workers().get(0).pid();
    }

    /** Of all processes. */
    Path logs() {
        return stack.logs();
    }

    @Override
    public void close() {
        worker.close();
        stack.close();
    }
}
