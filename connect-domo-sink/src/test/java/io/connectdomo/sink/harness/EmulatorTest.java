package io.connectdomo.sink.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.sink.SimulatedTask;
import io.connectdomo.sink.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the real task against the emulator, in simulated time. */
public abstract class EmulatorTest {
    protected static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
    protected static final TopicPartition ORDERS_1 = new TopicPartition("orders", 1);

    protected final Topics topics = new Topics();
    protected final Simulation simulation = new Simulation();
    protected DomoEmulator domo;
    private final List<ScriptedWorker> workers = new ArrayList<>();

    @BeforeEach
    void startEmulator() throws IOException {
        domo = DomoEmulator.start(simulation.emulator(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(1))));
    }

    @AfterEach
    void stopAll() throws IOException {
        workers.forEach(ScriptedWorker::crash);
        simulation.close();
        domo.close();
    }

    /** A DataSet with columns {@code id LONG} and {@code item STRING}. */
    protected String orders() {
        return domo.createDataSet(
                "orders",
                List.of(
                        new ColumnSpec("id", ColumnType.LONG, false),
                        new ColumnSpec("item", ColumnType.STRING, false)));
    }

    /** The same with {@code id} as the upsert key. */
    protected String keyedOrders() {
        return domo.createDataSet(
                "orders",
                List.of(new ColumnSpec("id", ColumnType.LONG, true), new ColumnSpec("item", ColumnType.STRING, false)));
    }

    /** Short times, so that a test takes none. */
    protected Map<String, String> config(String dataSetId, String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "domo.url", domo.url(),
                "domo.developer.token", domo.token(),
                "topics", "orders",
                "dataset.id", dataSetId,
                "commit.interval.ms", "100",
                "commit.timeout.ms", "1000",
                "commit.resolve.grace.ms", "300",
                "domo.retry.backoff.ms", "20"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    protected ScriptedWorker start(Map<String, String> config, TopicPartition... partitions) {
        return start(config, null, partitions);
    }

    protected ScriptedWorker start(
            Map<String, String> config, ErrantRecordReporter reporter, TopicPartition... partitions) {
        ScriptedWorker worker = started(SimulatedTask.on(simulation.process()), config, reporter);
        worker.assign(List.of(partitions));
        return worker;
    }

    /** A started task without partitions, which is stopped when the test ends. */
    protected ScriptedWorker started(SinkTask task, Map<String, String> config, ErrantRecordReporter reporter) {
        ScriptedWorker worker = ScriptedWorker.start(simulation.time(), task, topics, config, reporter);
        workers.add(worker);
        return worker;
    }

    protected void order(TopicPartition partition, long id) {
        topics.add(partition, id, Map.of("id", id, "item", "item " + id));
    }

    protected void orders(TopicPartition partition, long from, long to) {
        for (long id = from; id < to; id++) {
            order(partition, id);
        }
    }

    /** How often each id is in the DataSet. */
    protected Map<Long, Long> countById(String dataSetId) {
        Map<Long, Long> counts = new TreeMap<>();
        domo.rows(dataSetId).forEach(row -> counts.merge(((Number) row.get("id")).longValue(), 1L, Long::sum));
        return counts;
    }

    /** As soon as the rows are indexed. */
    protected void assertCounts(String dataSetId, Map<Long, Long> expected) {
        eventually(() -> assertThat(countById(dataSetId)).isEqualTo(expected));
    }

    /** A commit's rows are queryable once they are indexed. */
    protected void eventually(Simulation.Check holds) {
        simulation.eventually(Duration.ofSeconds(5), holds);
    }

    /** Each of these ids once. */
    protected static Map<Long, Long> eachOnce(long from, long to) {
        Map<Long, Long> counts = new TreeMap<>();
        for (long id = from; id < to; id++) {
            counts.put(id, 1L);
        }
        return counts;
    }
}
