package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers die and come back while Domo fails in every way that is not an answer; what is in the DataSets afterwards equals
 * what the topic says. The short form of every build; the whole with {@code -Dchaos.changes=2000000}, an hour of kills with
 * {@code -Dchaos.changes=5400000 -Dchaos.rate=1500}, a run that failed again with the {@code -Dchaos.seed} it printed.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);

    private static final int CHANGES = Integer.getInteger("chaos.changes", 200_000);
    private static final int PER_SECOND = Integer.getInteger("chaos.rate", 10_000);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final int PARTITIONS = 6;
    private static final String TOPIC = "chaos";
    private static final int COMMIT_TIMEOUT_MS = 2_000;
    private static final Duration LONGEST_DELAY = Duration.ofMillis(COMMIT_TIMEOUT_MS * 3 / 4);
    private static final Duration CATCH_UP = Duration.ofSeconds(120 + CHANGES / 5_000);
    /** Above this many rows the emulator keeps them in files. */
    private static final int MANY = 500_000;

    @Test
    void whateverDiesTheDataSetsSayWhatTheTopicSays() throws InterruptedException {
        LOG.info("{} changes; again with -Dchaos.seed={}", CHANGES, SEED);
        try (LocalStack stack = LocalStack.start(options())) {
            stack.topics().create(TOPIC, PARTITIONS);
            Sinks sinks = new Sinks(stack);
            DataSets dataSets = stack.emulator().dataSets();
            String upserted = dataSets.create("upserted", List.of(Column.key("id", "LONG"), Column.of("v", "LONG")));
            String appended = dataSets.create(
                    "appended",
                    List.of(
                            Column.key("_kafka_topic", "STRING"),
                            Column.key("_kafka_partition", "LONG"),
                            Column.key("_kafka_offset", "LONG"),
                            Column.of("id", "LONG"),
                            Column.of("v", "LONG")));
            sinks.start("upsert", upsert(sinks, upserted));
            sinks.start("append", effectivelyOnce(sinks, appended));

            Changes changes = new Changes(CHANGES, new Random(SEED));
            sendAmidChaos(stack, changes, List.of(upserted, appended));
            long sent = System.nanoTime();
            Reference reference = Reference.of(stack.topics(), TOPIC, changes.keys(), CATCH_UP);
            for (String name : List.of("upsert", "append")) {
                sinks.awaitOffsets(name, reference.ends(), CATCH_UP);
            }
            LOG.info("caught up {} ms after the last change", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent));

            SoftAssertions.assertSoftly(softly -> {
                softly.assertThat(differences(sinks, dataSets, upserted, reference.upserted()))
                        .as("upsert, seed %d, logs in %s", SEED, stack.logs())
                        .isEmpty();
                softly.assertThat(differences(sinks, dataSets, appended, reference.appended()))
                        .as("append, seed %d, logs in %s", SEED, stack.logs())
                        .isEmpty();
                softly.assertThat(sinks.failedTasks()).as("failed tasks").isEmpty();
            });
        }
    }

    private static List<String> differences(Sinks sinks, DataSets dataSets, String dataSet, Contents contents) {
        sinks.awaitIndexed(dataSet, CATCH_UP);
        return contents.differences(dataSets, dataSet);
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

    private static Map<String, String> upsert(Sinks sinks, String dataSet) {
        Map<String, String> config = sinks.config(TOPIC, dataSet, "upsert");
        config.put("key.fields", "id");
        return hasty(config);
    }

    private static Map<String, String> effectivelyOnce(Sinks sinks, String dataSet) {
        Map<String, String> config = sinks.config(TOPIC, dataSet, "append");
        config.put("delivery.guarantee", "effectively_once");
        return hasty(config);
    }

    /** Commits so often that a kill nearly always hits one. */
    private static Map<String, String> hasty(Map<String, String> config) {
        config.put("tasks.max", "3");
        config.put("commit.interval.ms", "1000");
        config.put("commit.timeout.ms", Integer.toString(COMMIT_TIMEOUT_MS));
        config.put("commit.resolve.grace.ms", "1000");
        config.put("domo.retry.backoff.ms", "100");
        config.put("domo.retry.backoff.max.ms", "500");
        return config;
    }

    private static void sendAmidChaos(LocalStack stack, Changes changes, List<String> targets)
            throws InterruptedException {
        Kills kills = new Kills(stack.workers(), new Random(SEED + 1));
        RandomFaults faults =
                RandomFaults.ofDataSets(stack.emulator().faults(), targets, LONGEST_DELAY, new Random(SEED + 2));
        Nuisance killing = every("kills", SEED + 3, 1_000, 4_000, kills::next);
        Nuisance failing = every("faults", SEED + 4, 100, 500, faults::next);
        changes.send(stack.topics(), TOPIC, PER_SECOND);
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
