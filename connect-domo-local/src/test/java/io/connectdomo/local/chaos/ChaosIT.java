package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers die and come back while Domo fails in every way that is not an answer, and one of two topics has bad records; what is in
 * the DataSets afterwards equals what the topics say, and every bad record is in the dead-letter queue. The short form of every build; the whole with {@code -Dchaos.changes=2000000}, an hour of kills with
 * {@code -Dchaos.changes=5400000 -Dchaos.rate=1500}, a run that failed again with the {@code -Dchaos.seed} it printed.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);

    private static final int CHANGES = Integer.getInteger("chaos.changes", 120_000);
    private static final int PER_SECOND = Integer.getInteger("chaos.rate", 10_000);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final int PARTITIONS = 6;
    private static final String GOOD = "chaos";

    /** Has bad records, while the other loads. */
    private static final String DOUBTFUL = "chaos-doubtful";

    private static final List<String> TOPICS = List.of(GOOD, DOUBTFUL);
    private static final String UPSERT = "upsert";
    private static final String APPEND = "append";
    /** Four changes of each topic to a key. */
    private static final int KEYS = Math.max(1, CHANGES / 8);

    private static final int ONE_IN_IS_BAD = 500;
    private static final int COMMIT_TIMEOUT_MS = 2_000;
    private static final Duration LONGEST_DELAY = Duration.ofMillis(COMMIT_TIMEOUT_MS * 3 / 4);
    private static final Duration CATCH_UP = Duration.ofSeconds(120 + CHANGES / 5_000);
    /** Above this many rows the emulator keeps them in files. */
    private static final int MANY = 500_000;

    @Test
    void whateverDiesTheDataSetsSayWhatTheTopicsSay() throws InterruptedException {
        LOG.info("{} changes; again with -Dchaos.seed={}", CHANGES, SEED);
        try (LocalStack stack = LocalStack.start(options())) {
            Sinks sinks = new Sinks(stack);
            for (String topic : TOPICS) {
                stack.topics().create(topic, PARTITIONS);
            }
            Map<String, String> upserted = upserted(stack.emulator().dataSets());
            Map<String, String> appended = appended(stack.emulator().dataSets());
            start(stack, sinks, UPSERT, upsert(sinks, upserted));
            start(stack, sinks, APPEND, effectivelyOnce(sinks, appended));

            List<String> targets = Stream.concat(upserted.values().stream(), appended.values().stream())
                    .toList();
            sendAmidChaos(stack, targets);
            long sent = System.nanoTime();
            List<Reference> references = TOPICS.stream()
                    .map(topic -> Reference.of(stack.topics(), topic, KEYS, CATCH_UP))
                    .toList();
            Map<TopicPartition, Long> ends = new HashMap<>();
            references.forEach(reference -> ends.putAll(reference.ends()));
            for (String name : List.of(UPSERT, APPEND)) {
                sinks.awaitOffsets(name, ends, CATCH_UP);
            }
            LOG.info("caught up {} ms after the last change", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent));

            SoftAssertions.assertSoftly(softly -> {
                for (int i = 0; i < TOPICS.size(); i++) {
                    String topic = TOPICS.get(i);
                    Reference reference = references.get(i);
                    softly.assertThat(differences(stack, sinks, upserted.get(topic), reference.upserted()))
                            .as("upsert from %s, seed %d, logs in %s", topic, SEED, stack.logs())
                            .isEmpty();
                    softly.assertThat(differences(stack, sinks, appended.get(topic), reference.appended()))
                            .as("append from %s, seed %d, logs in %s", topic, SEED, stack.logs())
                            .isEmpty();
                }
                Set<String> bad = references.get(TOPICS.indexOf(DOUBTFUL)).bad();
                for (String name : List.of(UPSERT, APPEND)) {
                    DeadLetters dead = DeadLetters.in(stack.topics(), deadLetters(name), CATCH_UP);
                    LOG.info("{}: {} bad records, {} dead letters", name, bad.size(), dead.letters());
                    softly.assertThat(dead.records())
                            .as("dead letters of %s, seed %d, logs in %s", name, SEED, stack.logs())
                            .isEqualTo(bad);
                }
                softly.assertThat(sinks.failedTasks()).as("failed tasks").isEmpty();
            });
        }
    }

    private static Map<String, String> upserted(DataSets dataSets) {
        return dataSets(dataSets, "upserted", List.of(Column.key("id", "LONG"), Column.of("v", "LONG")));
    }

    private static Map<String, String> appended(DataSets dataSets) {
        return dataSets(
                dataSets,
                "appended",
                List.of(
                        Column.key("_kafka_topic", "STRING"),
                        Column.key("_kafka_partition", "LONG"),
                        Column.key("_kafka_offset", "LONG"),
                        Column.of("id", "LONG"),
                        Column.of("v", "LONG")));
    }

    /** One for each topic. */
    private static Map<String, String> dataSets(DataSets dataSets, String name, List<Column> columns) {
        Map<String, String> created = new LinkedHashMap<>();
        TOPICS.forEach(topic -> created.put(topic, dataSets.create(name + " from " + topic, columns)));
        return created;
    }

    private static String deadLetters(String connector) {
        return "dead-letters-of-" + connector;
    }

    private static void start(LocalStack stack, Sinks sinks, String name, Map<String, String> config) {
        stack.topics().create(deadLetters(name), 1);
        config.putAll(DeadLetters.config(deadLetters(name)));
        sinks.start(name, config);
    }

    private static List<String> differences(LocalStack stack, Sinks sinks, String dataSet, Contents contents) {
        sinks.awaitIndexed(dataSet, CATCH_UP);
        return contents.differences(stack.emulator().dataSets(), dataSet);
    }

    private static StackOptions options() {
        StackOptions options = StackOptions.small()
                .withWorkers(3)
                .withWorkerProperties(Map.of(
                        "topic.creation.enable", "false",
                        "session.timeout.ms", "3000",
                        "consumer.session.timeout.ms", "3000"));
        return CHANGES <= MANY ? options : options.withEmulatorArguments(List.of("--data-dir", "emulator-data"));
    }

    private static Map<String, String> upsert(Sinks sinks, Map<String, String> dataSets) {
        Map<String, String> config = hasty(sinks, dataSets, "upsert");
        config.put("key.fields", "id");
        return config;
    }

    private static Map<String, String> effectivelyOnce(Sinks sinks, Map<String, String> dataSets) {
        Map<String, String> config = hasty(sinks, dataSets, "append");
        config.put("delivery.guarantee", "effectively_once");
        return config;
    }

    /** Every task has partitions of both topics, and with them both DataSets. It commits so often that a kill nearly always hits one. */
    private static Map<String, String> hasty(Sinks sinks, Map<String, String> dataSets, String writeMode) {
        Map<String, String> config = sinks.config(String.join(",", TOPICS), dataSets.get(TOPICS.get(0)), writeMode);
        dataSets.forEach((topic, dataSet) -> config.put("topic.override." + topic + ".dataset.id", dataSet));
        config.put("tasks.max", "3");
        config.put("commit.interval.ms", "1000");
        config.put("commit.timeout.ms", Integer.toString(COMMIT_TIMEOUT_MS));
        config.put("commit.resolve.grace.ms", "1000");
        config.put("domo.retry.backoff.ms", "100");
        config.put("domo.retry.backoff.max.ms", "500");
        return config;
    }

    private static void sendAmidChaos(LocalStack stack, List<String> targets) throws InterruptedException {
        Kills kills = new Kills(stack.workers(), new Random(SEED + 1));
        RandomFaults faults =
                RandomFaults.ofDataSets(stack.emulator().faults(), targets, LONGEST_DELAY, new Random(SEED + 2));
        Nuisance killing = every("kills", SEED + 3, 1_000, 4_000, kills::next);
        Nuisance failing = every("faults", SEED + 4, 100, 500, faults::next);
        Changes good = new Changes(CHANGES / 2, KEYS, new Random(SEED));
        Changes doubtful = new Changes(CHANGES / 2, KEYS, new Random(SEED + 5)).withOneBadIn(ONE_IN_IS_BAD);
        CompletableFuture<Void> beside =
                CompletableFuture.runAsync(() -> good.send(stack.topics(), GOOD, PER_SECOND / 2));
        doubtful.send(stack.topics(), DOUBTFUL, PER_SECOND / 2);
        beside.join();
        killing.stop();
        failing.stop();
        kills.repair();
        stack.emulator().faults().clear();
        LOG.info("{} kills, faults {}", kills.count(), faults.counts());
        assertThat(kills.count()).as("kills").isPositive();
    }

    private static Nuisance every(String name, long seed, int shortestMs, int longestMs, Runnable act) {
        return Nuisance.start(name, new Random(seed), Duration.ofMillis(shortestMs), Duration.ofMillis(longestMs), act);
    }
}
