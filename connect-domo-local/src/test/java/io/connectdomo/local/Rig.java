package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.source.FeedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one test works with: topics, DataSets and connectors that no other test has. Conditions have deadlines. */
final class Rig {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final KafkaStack stack;
    private final String test;
    private final List<Connector> connectors = new ArrayList<>();
    private int topics;

    Rig(KafkaStack stack, String test) {
        this.stack = stack;
        this.test = test + "-" + TESTS.incrementAndGet();
    }

    KafkaStack stack() {
        return stack;
    }

    Topics topics() {
        return stack.topics();
    }

    DataSets dataSets() {
        return stack.emulator().dataSets();
    }

    Documents documents() {
        return stack.emulator().documents();
    }

    StoredFiles files() {
        return stack.emulator().files();
    }

    Faults faults() {
        return stack.emulator().faults();
    }

    Feeds feeds() {
        return stack.emulator().feeds();
    }

    /** A new topic with one partition. */
    String topic() {
        return topic(1);
    }

    /** A new topic. */
    String topic(int partitions) {
        return topic(Integer.toString(++topics), partitions);
    }

    /** A new topic whose name ends as given. */
    String topic(String ending, int partitions) {
        String name = test + "." + ending;
        stack.topics().create(name, partitions);
        return name;
    }

    /** A new DataSet; the id. */
    String dataSet(Column... columns) {
        return stack.emulator().dataSets().create(test, List.of(columns));
    }

    /** Where Domo is, how records look (text keys, schemaless JSON), and commits often enough for a test. */
    Map<String, String> config(String... fromTopics) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.connectdomo.sink.DomoSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", String.join(",", fromTopics));
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("domo.url", stack.emulator().address().toString());
        config.put(
                "domo.developer.token",
                stack.secret("domo.token", stack.emulator().token()));
        config.put("domo.retry.backoff.max.ms", "500");
        config.put("commit.interval.ms", "500");
        // Upsert and delete wait this long after taking a partition over.
        config.put("commit.timeout.ms", "1000");
        config.put("commit.resolve.grace.ms", "1000");
        return config;
    }

    /** The above for one topic and one DataSet. */
    Map<String, String> config(String topic, String dataSetId, String writeMode) {
        Map<String, String> config = config(topic);
        config.put("dataset.id", dataSetId);
        config.put("write.mode", writeMode);
        return config;
    }

    /** These feeds of the source, in a hurry, to topics of this test alone. */
    Map<String, String> sourceConfig(String... feeds) {
        return Sources.config(stack, topicPrefix(), feeds);
    }

    /** Of topics that no other test has. */
    String topicPrefix() {
        return test + ".";
    }

    /** Creates a connector and waits until its tasks run. */
    Connector start(Map<String, String> config) {
        Connector connector = startWithAnyTasks(config);
        connector.awaitRunning();
        return connector;
    }

    /** Creates a connector that may need fewer tasks than it is allowed. */
    Connector startWithAnyTasks(Map<String, String> config) {
        Connector connector = new Connector(test + "-" + connectors.size(), config);
        connectors.add(connector);
        stack.connect().put(connector.name(), config);
        return connector;
    }

    /** Waits for exactly so many rows; more are an error, and so is a connector that fails meanwhile. */
    List<Map<String, String>> awaitRows(String dataSetId, int count) {
        await("rows of DataSet " + dataSetId, () -> {
            noConnectorFailed();
            return dataSets().count(dataSetId) >= count;
        });
        List<Map<String, String>> rows = dataSets().rows(dataSetId);
        assertThat(rows).as("rows of DataSet %s", dataSetId).hasSize(count);
        return rows;
    }

    /** Waits for exactly so many records of a topic that a source writes; a connector that fails meanwhile is an error. */
    List<FeedRecord> awaitRecords(String topic, int count) {
        List<FeedRecord> arrived = awaitAtLeast(topic, count);
        assertThat(arrived).as("records of %s", topic).hasSize(count);
        return arrived;
    }

    /** Waits until a source has written something. */
    void awaitSomeRecords(String topic) {
        awaitAtLeast(topic, 1);
    }

    private List<FeedRecord> awaitAtLeast(String topic, int count) {
        List<FeedRecord> arrived = new ArrayList<>();
        try (TopicTail tail = topics().tail(List.of(topic))) {
            await(count + " records of " + topic, () -> {
                noConnectorFailed();
                tail.next(LOOK_EVERY).forEach(record -> arrived.add(FeedRecord.of(record)));
                return arrived.size() >= count;
            });
        }
        return arrived;
    }

    /** Waits until the connector has committed to Kafka that it is past all records of a partition. */
    void awaitOffset(Connector connector, String topic, int partition, long offset) {
        TopicPartition topicPartition = new TopicPartition(topic, partition);
        await("offset " + offset + " of " + topicPartition, () -> {
            noConnectorFailed();
            return stack.connect().sinkOffsets(connector.name()).getOrDefault(topicPartition, -1L) == offset;
        });
    }

    void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(DEADLINE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .until(condition);
    }

    private void noConnectorFailed() {
        connectors.forEach(connector -> assertThat(connector.traces()).isEmpty());
    }

    /** After the test: nothing of it may disturb the next. */
    void cleanUp(boolean failed) {
        if (failed) {
            Logger log = LoggerFactory.getLogger(Rig.class);
            log.warn("{} failed; the logs are in {}", test, stack.logs());
            stack.workers().forEach(worker -> log.warn("The end of {}:\n{}", worker.log(), worker.tail()));
        }
        faults().clear();
        connectors.forEach(connector -> stack.connect().delete(connector.name()));
    }

    /** A connector of this test. */
    final class Connector {
        private final String name;
        private final int tasks;

        private Connector(String name, Map<String, String> config) {
            this.name = name;
            this.tasks = Integer.parseInt(config.get("tasks.max"));
        }

        String name() {
            return name;
        }

        /** Restarts the connector and its tasks, gracefully, and waits until they run again. */
        void restart() {
            stack.connect().restart(name);
            awaitRunning();
        }

        /** Before the test is over, which deletes all others. */
        void delete() {
            stack.connect().delete(name);
            connectors.remove(this);
        }

        /** Its tasks end, and its offsets may be altered. */
        void stop() {
            stack.connect().stop(name);
            await(
                    name + " is stopped",
                    () -> stack.connect()
                            .status(name)
                            .map(status -> status.state().equals("STOPPED")
                                    && status.tasks().isEmpty())
                            .orElse(false));
        }

        /** After {@link #stop}; waits until its tasks run again. */
        void resume() {
            stack.connect().resume(name);
            awaitRunning();
        }

        void awaitRunning() {
            await(name + " runs", () -> {
                noConnectorFailed();
                return stack.connect()
                        .status(name)
                        .map(status -> status.isRunning(tasks))
                        .orElse(false);
            });
        }

        /** Waits until a task has failed, and gives back why. */
        String awaitFailure() {
            await(name + " fails", () -> !traces().isEmpty());
            return traces();
        }

        private String traces() {
            return stack.connect()
                    .status(name)
                    .filter(ConnectorStatus::hasFailed)
                    .map(ConnectorStatus::traces)
                    .orElse("");
        }
    }
}
