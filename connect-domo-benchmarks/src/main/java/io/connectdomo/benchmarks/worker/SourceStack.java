package io.connectdomo.benchmarks.worker;

import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.GeneratedLog;
import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.ExampleConfig;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import io.connectdomo.local.TopicTail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A worker as in production that writes exactly once, and a Domo whose activity log is made when asked for. For one thread. */
final class SourceStack implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofMinutes(30);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();
    private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration TICK = Duration.ofMillis(100);
    private static final String AUDITS = "/api/audit/v1/user-audits";

    private final LocalStack stack;
    private final WorkerJmx worker;
    private final Map<String, String> overrides;
    private int runs;

    private SourceStack(LocalStack stack, Map<String, String> overrides) {
        this.stack = stack;
        this.worker = WorkerJmx.attach(stack.workers().get(0).pid());
        this.overrides = overrides;
    }

    static SourceStack start(String heap, Arguments arguments) {
        StackOptions options = StackOptions.forMeasuring(heap)
                .withWorkerProperties(Map.of("offset.flush.interval.ms", "60000"))
                .exactlyOnce()
                .withMoreWorkerJvmOptions(
                        arguments.workerJvmOption() == null ? List.of() : List.of(arguments.workerJvmOption()));
        return new SourceStack(LocalStack.start(options), arguments.overrides());
    }

    DownloadCeiling ceiling() {
        return new DownloadCeiling(stack.emulator().address(), stack.emulator().token());
    }

    /** In place of the log there was. */
    void log(GeneratedLog log) {
        stack.emulator().feeds().clearActivity();
        stack.emulator().feeds().generateActivity(log);
    }

    /** From now on every page of the log takes so long besides. */
    void latency(Duration latency) {
        stack.emulator().faults().clear();
        if (!latency.isZero()) {
            stack.emulator().faults().add(Fault.delay(latency).on("GET", AUDITS).always());
        }
    }

    /**
     * A backfill.
     *
     * @param eventsPerSecond from the first record that was written until all were
     * @param requests of the whole of it
     * @param offsetBytes the largest source offset
     */
    record Backfill(double eventsPerSecond, long requests, long offsetBytes) {}

    /**
     * Reads the whole log with a connector of its own, configured as the example.
     *
     * @throws IllegalStateException if the topic does not hold as many records as the log has events
     */
    Backfill backfill(GeneratedLog log) {
        String connector = "backfill-" + ++runs;
        String topic = connector + ".activity-log";
        worker.collectGarbage();
        long requests = stack.emulator().requests();
        put(connector, Map.of("activity.log.start", log.from().minusSeconds(1).toString()));
        await(connector, () -> worker.recordsWritten(connector) > 0);
        long start = System.nanoTime();
        long before = worker.recordsWritten(connector);
        await(connector, () -> worker.recordsWritten(connector) >= log.events());
        double perSecond = (log.events() - before) * 1e9 / (System.nanoTime() - start);
        Backfill result = new Backfill(perSecond, stack.emulator().requests() - requests, largestOffset());
        delete(connector);
        long[] held = new long[1];
        stack.topics().scan(topic, record -> held[0]++, WITHIN);
        if (held[0] != log.events()) {
            throw new IllegalStateException(topic + " holds " + held[0] + " records of " + log.events() + " events");
        }
        return result;
    }

    /**
     * What a running connector costs.
     *
     * @param delays from the event's time to a consumer having it, milliseconds, ascending
     */
    record Watch(double requestsPerMinute, long offsetBytes, double offsetBytesPerMinute, List<Long> delays) {}

    /** Watches a connector, configured as the example, that begins so long ago; what it catches up with at first is not counted. */
    Watch watch(Duration past, Duration length) {
        String connector = "watched-" + ++runs;
        put(connector, Map.of("activity.log.start", "-" + past, "heartbeat.interval.ms", "60000"));
        List<Long> delays = new ArrayList<>();
        try (TopicTail tail = stack.topics().tail(List.of(connector + ".activity-log"))) {
            // Long enough for the past to have been read.
            readUntil(tail, new ArrayList<>(), Duration.ofSeconds(60));
            long requests = stack.emulator().requests();
            long offsets = offsetBytes();
            readUntil(tail, delays, length);
            double minutes = length.toMillis() / 60_000.0;
            Watch watch = new Watch(
                    (stack.emulator().requests() - requests) / minutes,
                    largestOffset(),
                    (offsetBytes() - offsets) / minutes,
                    delays.stream().sorted().toList());
            delete(connector);
            return watch;
        }
    }

    private static void readUntil(TopicTail tail, List<Long> delays, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            tail.next(TICK).forEach(record -> delays.add(System.currentTimeMillis() - record.timestamp()));
        }
    }

    private void put(String connector, Map<String, String> own) {
        Map<String, String> config = new LinkedHashMap<>(ExampleConfig.read("activity-log-source.json")
                .at(stack.emulator(), stack)
                .with("topic.prefix", connector + ".")
                .asMap());
        config.putAll(own);
        config.putAll(overrides);
        stack.connect().put(connector, config);
    }

    private long largestOffset() {
        long[] largest = new long[1];
        stack.topics()
                .scan("connect-offsets", record -> largest[0] = Math.max(largest[0], size(record.value())), WITHIN);
        return largest[0];
    }

    private long offsetBytes() {
        long[] sum = new long[1];
        stack.topics().scan("connect-offsets", record -> sum[0] += size(record.value()), WITHIN);
        return sum[0];
    }

    private static long size(byte[] value) {
        return value == null ? 0 : value.length;
    }

    private void delete(String connector) {
        stack.connect().delete(connector);
        await(connector, () -> stack.connect().status(connector).isEmpty());
    }

    private void await(String connector, BooleanSupplier condition) {
        long start = System.nanoTime();
        long checked = start;
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - start > WITHIN.toNanos()) {
                throw new IllegalStateException("Connector " + connector + " is not done after " + WITHIN);
            }
            if (now - checked > CHECK_EVERY_NANOS) {
                checked = now;
                failIfItFailed(connector);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private void failIfItFailed(String connector) {
        stack.connect().status(connector).filter(ConnectorStatus::hasFailed).ifPresent(status -> {
            throw new IllegalStateException("Connector " + connector + " failed:\n" + status.traces());
        });
    }

    Path logs() {
        return stack.logs();
    }

    @Override
    public void close() {
        worker.close();
        stack.close();
    }
}
