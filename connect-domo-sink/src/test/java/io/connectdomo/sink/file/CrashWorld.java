package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.SimulatedTask;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** A time, a Domo and a topic of their own, in which processes that write files follow one another. */
final class CrashWorld implements AutoCloseable {
    /** How long a former owner's last request may take, and so what an owner waits before its first. */
    private static final String COMMIT_TIMEOUT_MS = "400";

    final Simulation simulation = new Simulation();
    final Topics topics = new Topics();
    final DomoEmulator domo;
    private final List<TopicPartition> partitions;
    private final int records;
    private final List<ScriptedWorker> workers = new ArrayList<>();

    /** @param records of each partition */
    CrashWorld(List<TopicPartition> partitions, int records) throws IOException {
        this.partitions = partitions;
        this.records = records;
        domo = DomoEmulator.start(simulation.emulator(EmulatorOptions.defaults()));
        for (long id = 0; id < records; id++) {
            for (TopicPartition partition : partitions) {
                topics.add(partition, id, Map.of("id", id, "item", "item " + id));
            }
        }
    }

    /** A worker with all of the partitions. */
    ScriptedWorker worker(SimulatedProcess process, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-files",
                "domo.url", domo.url(),
                "domo.developer.token", domo.token(),
                "domo.target", "file",
                "topics", "orders",
                "part.max.bytes", "120",
                "commit.interval.ms", "60",
                "commit.timeout.ms", COMMIT_TIMEOUT_MS,
                "commit.resolve.grace.ms", "100",
                "domo.retry.backoff.ms", "10"));
        config.putAll(more);
        ScriptedWorker worker =
                ScriptedWorker.start(simulation.time(), SimulatedTask.on(process), topics, config, null);
        workers.add(worker);
        worker.assign(partitions);
        return worker;
    }

    /** Iterates until everything is durable, and ends. */
    void finish(ScriptedWorker last) {
        last.iterateUntil("all is durable", topics::allCommitted);
        last.crash();
    }

    /** Each record once and in its order, and nobody sees them who should not. */
    void assertEachOnce() {
        for (TopicPartition partition : partitions) {
            String start = partition + "-";
            TreeMap<Long, String> byOffset = new TreeMap<>();
            for (FileInfo file : domo.files().files()) {
                if (file.path().startsWith(start)) {
                    long offset = Long.parseLong(file.path().substring(start.length()));
                    String content = new String(domo.files().content(file.id()), StandardCharsets.UTF_8);
                    assertThat(byOffset.put(offset, content))
                            .as("a second file " + file.path())
                            .isNull();
                    assertThat(domo.files().isPublic(file.id())).as(file.path()).isFalse();
                    assertThat(content).as(file.path()).startsWith(FileTest.line(offset));
                }
            }
            assertThat(String.join("", byOffset.values())).isEqualTo(FileTest.lines(0, records));
        }
    }

    @Override
    public void close() throws IOException {
        workers.forEach(ScriptedWorker::crash);
        simulation.close();
        domo.close();
    }
}
