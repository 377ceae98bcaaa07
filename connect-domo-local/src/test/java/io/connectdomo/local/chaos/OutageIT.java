package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domo answers 503 in the middle of a long run: it costs time and bounded memory, neither a row nor a task. The short form of
 * every build; the whole with {@code -Doutage.records=1000000 -Doutage.seconds=180}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class OutageIT {
    private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);

    private static final int RECORDS = Integer.getInteger("outage.records", 200_000);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 15));
    private static final Duration CATCH_UP = Duration.ofSeconds(60 + RECORDS / 5_000);
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(250);
    private static final int PARTITIONS = 2;
    private static final String TOPIC = "outage";
    private static final String SINK = "append";
    private static final String TEXT = "x".repeat(100);
    /** Of a row in the buffer: the text and, at the least, a digit, a comma and a line end. */
    private static final int ROW_BYTES = TEXT.length() + 3;
    /** Far less than what comes during the outage. */
    private static final int BUFFER_BYTES = 8 << 20;

    @Test
    void anOutageIsTimeAndNothingElse() {
        try (LocalStack stack = LocalStack.start(StackOptions.small())) {
            stack.topics().create(TOPIC, PARTITIONS);
            Sinks sinks = new Sinks(stack);
            DataSets dataSets = stack.emulator().dataSets();
            String dataSet = dataSets.create(TOPIC, List.of(Column.of("id", "LONG"), Column.of("text", "STRING")));
            sinks.start(SINK, config(sinks, dataSet));
            try (WorkerMetrics metrics = WorkerMetrics.of(stack.workers().get(0), SINK)) {
                send(stack, 1, RECORDS / 2);
                sinks.await("a commit", CATCH_UP, () -> dataSets.count(dataSet) > 0);
                long generation = metrics.rebalances();

                Peak peak = outage(stack, sinks, metrics, dataSet);
                sinks.awaitOffsets(SINK, ends(), CATCH_UP);
                sinks.awaitIndexed(dataSet, CATCH_UP);

                LOG.info(
                        "{} records, {} s of 503: {}, longest put() {} ms",
                        RECORDS,
                        OUTAGE.toSeconds(),
                        peak,
                        metrics.longestPutMs());
                assertThat(dataSets.query(
                                dataSet, "SELECT COUNT(*) AS n, COUNT(DISTINCT id) AS d, MAX(id) AS m FROM table"))
                        .as("rows, distinct ids, greatest id")
                        .containsExactly(Map.of("n", "" + RECORDS, "d", "" + RECORDS, "m", "" + RECORDS));
                assertThat(metrics.rebalances())
                        .as("generation of the consumer")
                        .isEqualTo(generation);
                assertThat(sinks.logLines("WorkerSinkTask{id=" + SINK + "-0} Executing sink task"))
                        .as("starts of the task")
                        .hasSize(1);
                assertThat(sinks.failedTasks()).isEmpty();
                assertThat(peak.taken() * ROW_BYTES)
                        .as("bytes taken during the outage, all of which must be held")
                        .isLessThanOrEqualTo(BUFFER_BYTES);
                assertThat(metrics.longestPutMs()).as("longest put() in ms").isLessThan(5_000);
            }
        }
    }

    private static Map<String, String> config(Sinks sinks, String dataSet) {
        Map<String, String> config = sinks.config(TOPIC, dataSet, "append");
        config.put("commit.interval.ms", "1000");
        config.put("commit.timeout.ms", "2000");
        config.put("commit.resolve.grace.ms", "1000");
        config.put("domo.retry.backoff.max.ms", "2000");
        config.put("buffer.max.bytes", Integer.toString(BUFFER_BYTES));
        config.put("part.max.bytes", Integer.toString(1 << 20));
        return config;
    }

    /**
     * The most that was seen during the outage. What was sent to Domo before it is not committed either, but no longer held.
     *
     * @param taken records that the task was given since it began
     * @param notCommitted records
     * @param heapBytes of the worker, with what was not yet collected
     */
    private record Peak(long taken, long notCommitted, long heapBytes) {
        Peak with(long nowTaken, WorkerMetrics metrics) {
            return new Peak(
                    Math.max(taken, nowTaken),
                    Math.max(notCommitted, metrics.notCommitted()),
                    Math.max(heapBytes, metrics.heapBytes()));
        }
    }

    /** The second half of the records comes while Domo is down; the task must have stopped reading before it is over. */
    private static Peak outage(LocalStack stack, Sinks sinks, WorkerMetrics metrics, String dataSet) {
        long start = System.nanoTime();
        stack.emulator().faults().unavailable(dataSet);
        long before = metrics.given();
        send(stack, RECORDS / 2 + 1, RECORDS);
        Peak[] peak = {new Peak(0, 0, 0)};
        long[] given = {-1, -2};
        sinks.await("the end of the outage", OUTAGE.multipliedBy(2).plusSeconds(60), BETWEEN_SAMPLES, () -> {
            given[1] = given[0];
            given[0] = metrics.given();
            peak[0] = peak[0].with(given[0] - before, metrics);
            return System.nanoTime() - start >= OUTAGE.toNanos();
        });
        assertThat(given[0])
                .as("records given to the task at the end of the outage")
                .isEqualTo(given[1]);
        assertThat(given[0])
                .as("records given to the task: it must have paused")
                .isLessThan(RECORDS);
        stack.emulator().faults().clear();
        return peak[0];
    }

    private static void send(LocalStack stack, int from, int to) {
        for (int id = from; id <= to; id++) {
            stack.topics().send(TOPIC, id % PARTITIONS, null, "{\"id\":" + id + ",\"text\":\"" + TEXT + "\"}");
        }
        stack.topics().flush();
    }

    private static Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ends.put(new TopicPartition(TOPIC, partition), (long) RECORDS / PARTITIONS);
        }
        return ends;
    }
}
