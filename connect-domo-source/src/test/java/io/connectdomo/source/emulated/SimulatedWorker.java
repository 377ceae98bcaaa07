package io.connectdomo.source.emulated;

import io.connectdomo.source.DomoSourceConnector;
import io.connectdomo.source.DomoSourceTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Runs the real task as a worker with exactly-once does: what it returns is written record by record with its offset. It may be
 * killed behind any record: the rest of what the task returned is lost, and a new task begins at the stored offset.
 */
final class SimulatedWorker implements AutoCloseable {
    private static final int REQUESTS_OF_SILENCE = 8;

    private final Map<String, String> config;
    private final OffsetStore offsets;
    private final Set<Integer> kills;
    private final List<SourceRecord> written = new ArrayList<>();
    private DomoSourceTask task;

    /**
     * @param kills behind how many written records it is killed
     */
    SimulatedWorker(Map<String, String> config, OffsetStore offsets, Set<Integer> kills) {
        this.config = Map.copyOf(config);
        this.offsets = offsets;
        this.kills = Set.copyOf(kills);
        start();
    }

    /** Everything in the feeds' topics, in its order; heartbeats are left out. */
    List<SourceRecord> written() {
        return written;
    }

    /** Lets the task go on until it holds; a test's own time-out ends it otherwise. */
    void runUntil(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            poll();
        }
    }

    /**
     * Lets it go on until it has asked Domo several times more without anything to write.
     *
     * @param requests how many Domo has got so far
     */
    void runUntilQuiet(IntSupplier requests) throws InterruptedException {
        int before = written.size();
        int until = requests.getAsInt() + REQUESTS_OF_SILENCE;
        while (requests.getAsInt() < until) {
            poll();
            if (written.size() > before) {
                before = written.size();
                until = requests.getAsInt() + REQUESTS_OF_SILENCE;
            }
        }
    }

    void poll() throws InterruptedException {
        List<SourceRecord> batch = task.poll();
        for (SourceRecord record : batch == null ? List.<SourceRecord>of() : batch) {
            offsets.written(record);
            if (record.topic().endsWith("heartbeat")) {
                continue;
            }
            written.add(record);
            if (kills.contains(written.size())) {
                task.stop();
                start();
                return;
            }
        }
    }

    @Override
    public void close() {
        task.stop();
    }

    private void start() {
        DomoSourceConnector connector = new DomoSourceConnector();
        connector.start(config);
        task = new DomoSourceTask();
        task.initialize(new Context(config, offsets));
        task.start(new HashMap<>(connector.taskConfigs(1).get(0)));
        connector.stop();
    }

    private record Context(Map<String, String> configs, OffsetStorageReader offsetStorageReader)
            implements SourceTaskContext {}
}
