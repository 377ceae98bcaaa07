package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.DataSets.Commit;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What effectively-once append costs against at-least-once: the same records, in turns, in one warm worker. Domo's own work is
 * not in it: the emulator counts the rows and forgets them. With {@code -Dchaos.ratio=true}; a measurement needs the machine
 * for itself.
 */
@EnabledIfSystemProperty(named = "chaos.ratio", matches = "true")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class GuaranteeCostIT {
    private static final Logger LOG = LoggerFactory.getLogger(GuaranteeCostIT.class);

    private static final int RECORDS = Integer.getInteger("chaos.ratio.records", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("chaos.ratio.rounds", 5);
    private static final int COMMITS = 10;
    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final String TOPIC = "ratio";
    private static final String AT_LEAST_ONCE = "at_least_once";
    private static final String EFFECTIVELY_ONCE = "effectively_once";

    @Test
    void effectivelyOnceCostsLittle() {
        StackOptions options = StackOptions.forMeasuring("2g").withEmulatorArguments(List.of("--discard"));
        try (LocalStack stack = LocalStack.start(options)) {
            fill(stack);
            recordsPerSecond(stack, AT_LEAST_ONCE, "warm-up-1");
            recordsPerSecond(stack, EFFECTIVELY_ONCE, "warm-up-2");
            List<Double> ratios = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                double atLeastOnce = recordsPerSecond(stack, AT_LEAST_ONCE, "alo-" + round);
                double effectivelyOnce = recordsPerSecond(stack, EFFECTIVELY_ONCE, "eo-" + round);
                ratios.add(effectivelyOnce / atLeastOnce);
                LOG.info(
                        "round {}: at least once {}/s, effectively once {}/s, ratio {}",
                        round,
                        Math.round(atLeastOnce),
                        Math.round(effectivelyOnce),
                        effectivelyOnce / atLeastOnce);
            }
            double median = ratios.stream().sorted().toList().get(ROUNDS / 2);
            LOG.info("effectively once : at least once = {} (median of {} rounds)", median, ROUNDS);
            assertThat(median).as("effectively once against at least once").isGreaterThan(0.5);
        }
    }

    private static void fill(LocalStack stack) {
        stack.topics().create(TOPIC, 1);
        for (int id = 1; id <= RECORDS; id++) {
            stack.topics()
                    .send(
                            TOPIC,
                            0,
                            null,
                            "{\"id\":" + id + ",\"name\":\"customer " + id % 5000
                                    + "\",\"city\":\"Salt Lake City\",\"amount\":" + id % 1000
                                    + ".25,\"at\":\"2026-05-04T03:02:01Z\"}");
        }
        stack.topics().flush();
    }

    /** Between the first commit and the last but one: neither the start of the task nor the end of the topic counts. */
    private static double recordsPerSecond(LocalStack stack, String guarantee, String run) {
        Sinks sinks = new Sinks(stack);
        String dataSet = stack.emulator().dataSets().create(run, columns(guarantee));
        Map<String, String> config = sinks.config(TOPIC, dataSet, "append");
        config.put("delivery.guarantee", guarantee);
        config.put("commit.interval.ms", "900000");
        config.put("commit.max.rows", Integer.toString(RECORDS / COMMITS));
        sinks.start(run, config);
        long enough = RECORDS - 2L * RECORDS / COMMITS;
        sinks.await(run, WITHIN, () -> rows(commits(stack, dataSet)) >= enough);
        List<Commit> commits = commits(stack, dataSet);
        stack.connect().delete(run);

        Commit first = commits.get(0);
        Commit last = commits.get(commits.size() - 1);
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        return (rows(commits) - first.rows()) / seconds;
    }

    private static List<Commit> commits(LocalStack stack, String dataSet) {
        return stack.emulator().dataSets().commits(dataSet);
    }

    private static long rows(List<Commit> commits) {
        return commits.stream().mapToLong(Commit::rows).sum();
    }

    private static List<Column> columns(String guarantee) {
        List<Column> columns = new ArrayList<>();
        if (guarantee.equals(EFFECTIVELY_ONCE)) {
            columns.add(Column.key("_kafka_topic", "STRING"));
            columns.add(Column.key("_kafka_partition", "LONG"));
            columns.add(Column.key("_kafka_offset", "LONG"));
        }
        columns.add(Column.of("id", "LONG"));
        columns.add(Column.of("name", "STRING"));
        columns.add(Column.of("city", "STRING"));
        columns.add(Column.of("amount", "DOUBLE"));
        columns.add(Column.of("at", "DATETIME"));
        return columns;
    }
}
