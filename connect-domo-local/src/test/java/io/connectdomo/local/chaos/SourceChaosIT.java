package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.Sources;
import io.connectdomo.local.StackOptions;
import io.connectdomo.local.TopicTail;
import io.connectdomo.local.source.FeedRecord;
import io.connectdomo.local.source.RunningDomo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers die and come back while Domo fails in every way that is not an answer, entries of its log show late and come as
 * twins, texts change, runs of streams and reports go their ways; afterwards the topics hold every event exactly once. The
 * short form of every build; an hour with {@code -Dchaos.source.seconds=3600}, and then every stream has a dialect of its own, drawn like
 * those of the other feeds; a run that failed again with the {@code -Dchaos.seed} it printed.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class SourceChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(SourceChaosIT.class);

    private static final int SECONDS = Integer.getInteger("chaos.source.seconds", 10);
    private static final int KILLS_AT_LEAST = 3;
    private static final int PER_SECOND = Integer.getInteger("chaos.source.rate", 50);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final String SOURCE = "source";
    private static final String PREFIX = "domo.";
    /** From a minute on a run speaks dialects: some of them cost minutes of waiting, which no build has. */
    private static final boolean DIALECTS =
            Boolean.parseBoolean(System.getProperty("chaos.source.dialects", Boolean.toString(SECONDS >= 60)));

    private static final int STREAMS = DIALECTS ? 6 : 2;
    private static final int TASKS = 3;
    private static final List<String> REQUESTS =
            List.of("/api/audit/v1/user-audits", "/api/data/v1/streams/**", "/api/content/v1/reportschedules/**");
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
    private static final Duration CATCH_UP = Duration.ofSeconds(120 + SECONDS / 10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int SHOWN = 20;

    private static final Set<Dialect> NO_HISTORY = EnumSet.of(
            Dialect.EXECUTION_AGGREGATE_MISSING,
            Dialect.EXECUTION_AGGREGATE_NO_PAGE,
            Dialect.EXECUTION_AGGREGATE_FORBIDDEN,
            Dialect.EXECUTION_AGGREGATE_EMPTY);
    private static final Set<Dialect> NO_LIST = EnumSet.of(
            Dialect.EXECUTION_LIST_MISSING,
            Dialect.EXECUTION_LIST_NO_PAGE,
            Dialect.EXECUTION_LIST_FORBIDDEN,
            Dialect.EXECUTION_LIST_EMPTY);

    @Test
    void withExactlyOnceEveryEventIsThereOnce() throws InterruptedException {
        runAmidChaos(StackOptions.small().exactlyOnce(), SECONDS, KILLS_AT_LEAST, true);
    }

    @Test
    void withoutItNothingIsLostAndRepeatsCarryTheSameKeys() throws InterruptedException {
        runAmidChaos(StackOptions.small(), SECONDS / 2, KILLS_AT_LEAST - 1, false);
    }

    private static void runAmidChaos(StackOptions options, int seconds, int kills, boolean exactlyOnce)
            throws InterruptedException {
        LOG.info("{} s of {} events/s; again with -Dchaos.seed={}", seconds, PER_SECOND, SEED);
        try (LocalStack stack = LocalStack.start(withTwoWorkers(options));
                TopicTail tail = stack.topics()
                        .tail(RunningDomo.FEEDS.stream()
                                .map(feed -> PREFIX + feed)
                                .toList())) {
            List<Long> streams = LongStream.range(0, STREAMS)
                    .map(i -> stream(stack, i))
                    .boxed()
                    .toList();
            if (DIALECTS) {
                speak(stack, streams, new Random(SEED + 6));
            }
            WatchedSource source = new WatchedSource(stack, SOURCE);
            source.start(SOURCE, config(stack, streams), TASKS);
            RunningDomo domo = new RunningDomo(stack.emulator().feeds(), streams, PER_SECOND, new Random(SEED));

            Nuisance operator = every("operator", SEED + 5, 500, 1_000, source::restartFailed);
            workAmidChaos(stack, domo, tail, seconds, kills);
            long ended = System.nanoTime();
            source.await("everything to arrive", CATCH_UP, LOOK_EVERY, () -> {
                read(tail, domo);
                return domo.complete() && nothingIsReadAgain(stack, domo);
            });
            operator.stop();
            read(tail, domo);
            LOG.info("{}; caught up in {} ms", domo.words(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended));

            List<String> differences = domo.differences(exactlyOnce);
            assertThat(differences.stream().limit(SHOWN))
                    .as("%d differences, seed %d, logs in %s", differences.size(), SEED, stack.logs())
                    .isEmpty();
            assertThat(source.failedTasks()).as("failed tasks").isEmpty();
        }
    }

    /** What Domo may be like, as far as the promise holds for it: where history and list are both missing, only last runs show. */
    private static void speak(LocalStack stack, List<Long> streams, Random random) {
        List<Dialect> common = new ArrayList<>(drawn("AUDIT_", random));
        common.addAll(drawn("REPORT_", random));
        stack.emulator().speak(common);
        LOG.info("the log and the reports: {}", common);
        for (long stream : streams) {
            List<Dialect> own = new ArrayList<>(drawn("EXECUTION_", random));
            if (own.stream().anyMatch(NO_HISTORY::contains)) {
                own.removeIf(NO_LIST::contains);
            }
            stack.emulator().speak(stream, own);
            LOG.info("stream {}: {}", stream, own);
        }
    }

    private static List<Dialect> drawn(String of, Random random) {
        return Arrays.stream(Dialect.Switch.values())
                .filter(each -> each.name().startsWith(of))
                .map(each ->
                        each.positions().get(random.nextInt(each.positions().size())))
                .toList();
    }

    private static StackOptions withTwoWorkers(StackOptions options) {
        Map<String, String> properties = new HashMap<>(options.workerProperties());
        properties.put("session.timeout.ms", "3000");
        return options.withWorkers(2).withWorkerProperties(properties);
    }

    private static long stream(LocalStack stack, long number) {
        String dataSet = stack.emulator().dataSets().create("loaded-" + number, List.of(Column.of("id", "LONG")));
        return stack.emulator().feeds().createStream(dataSet);
    }

    private static Map<String, String> config(LocalStack stack, List<Long> streams) {
        Map<String, String> config = Sources.config(stack, PREFIX, RunningDomo.FEEDS.toArray(String[]::new));
        config.put("tasks.max", Integer.toString(TASKS));
        config.put(
                "stream.executions.stream.ids",
                String.join(",", streams.stream().map(String::valueOf).toList()));
        config.put("activity.log.max.delay.ms", Long.toString(RunningDomo.LATE.toMillis() * 3 / 2));
        config.put("heartbeat.interval.ms", "500");
        config.put("domo.retry.backoff.ms", "100");
        config.put("poll.max.records", "20");
        return config;
    }

    private static void workAmidChaos(LocalStack stack, RunningDomo domo, TopicTail tail, int seconds, int atLeast)
            throws InterruptedException {
        Kills kills = new Kills(stack.workers(), new Random(SEED + 1));
        RandomFaults faults =
                new RandomFaults(stack.emulator().faults(), REQUESTS, REQUESTS, LONGEST_DELAY, new Random(SEED + 2));
        Nuisance killing = every("kills", SEED + 3, 500, 3_000, kills::next);
        Nuisance failing = every("faults", SEED + 4, 200, 800, faults::next);
        Instant end = Instant.now().plusSeconds(seconds);
        while (Instant.now().isBefore(end) || (kills.count() < atLeast && killing.goesOn())) {
            domo.work();
            read(tail, domo);
        }
        killing.stop();
        failing.stop();
        kills.repair();
        stack.emulator().faults().clear();
        LOG.info("{} kills, faults {}", kills.count(), faults.counts());
    }

    private static void read(TopicTail tail, RunningDomo domo) {
        tail.next(LOOK_EVERY)
                .forEach(record -> domo.arrived(record.topic().substring(PREFIX.length()), FeedRecord.of(record)));
    }

    /** Whether the stored offset says that the log is settled behind its end: a repeat would have come by then. */
    private static boolean nothingIsReadAgain(LocalStack stack, RunningDomo domo) {
        for (Map.Entry<JsonNode, JsonNode> offset :
                stack.connect().sourceOffsets(SOURCE).entrySet()) {
            if (offset.getKey().path("feed").asText().equals("activity-log")) {
                return offset.getValue().path("settled").asLong() >= domo.end().toEpochMilli();
            }
        }
        return false;
    }

    private static Nuisance every(String name, long seed, int shortestMs, int longestMs, Runnable act) {
        return Nuisance.start(name, new Random(seed), Duration.ofMillis(shortestMs), Duration.ofMillis(longestMs), act);
    }
}
