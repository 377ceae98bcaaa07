package io.connectdomo.local.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.ExampleConfig;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackOptions;
import io.connectdomo.local.Worker;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database streams into Domo by Debezium and this sink, with the configurations of {@code config/}, while the
 * sink's worker is killed, tables get columns, and a table appears; afterwards every table equals its DataSet, value by
 * value. The short form of every build; the whole with {@code -Dcdc.transactions=200000}, a run that failed again with the
 * {@code -Dcdc.seed} it printed.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CdcIT {
    private static final Logger LOG = LoggerFactory.getLogger(CdcIT.class);

    private static final int TRANSACTIONS = Integer.getInteger("cdc.transactions", 13_000);
    private static final int KILLS = TRANSACTIONS >= 100_000 ? 2 : 1;
    private static final long SEED = Long.getLong("cdc.seed", System.nanoTime());
    private static final int ROWS_AT_FIRST = 300;
    private static final int LATENCY_SAMPLES = TRANSACTIONS >= 100_000 ? 600 : 100;
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CATCH_UP = Duration.ofSeconds(90 + TRANSACTIONS / 500);
    private static final String DEAD_LETTERS = "domo-sink-errors";
    private static final int SHOWN = 20;

    @Test
    void everyTableEqualsItsDataSet() throws SQLException {
        LOG.info("{} transactions; again with -Dcdc.seed={}", TRANSACTIONS, SEED);
        try (LocalStack stack = LocalStack.start(StackOptions.small().withDatabase());
                Connection connection = stack.database().postgres().connect()) {
            Workload workload = new Workload(connection, new Random(SEED));
            createTables(workload);
            Pipeline pipeline = new Pipeline(stack);
            pipeline.start(pipeline.source(), impatient(pipeline.sink(COMMIT_INTERVAL)));

            runAmidKills(workload, stack.workers().get(0));
            LOG.info("{} transactions, {} truncates", TRANSACTIONS, workload.truncates());
            assertThat(workload.truncates()).as("truncates").isPositive();
            pipeline.awaitCaughtUp(workload.compared(), CATCH_UP);

            Comparison comparison =
                    new Mirror(stack.database().postgres(), stack.emulator()).compare(workload.compared());
            LOG.info(comparison.words());
            assertThat(comparison.differences())
                    .as(
                            "%d differences, seed %d, logs in %s",
                            comparison.differences().size(), SEED, stack.logs())
                    .satisfies(all -> assertThat(all.stream().limit(SHOWN)).isEmpty());
            assertOnlyTablesBecameDataSets(stack);
            stack.connect()
                    .put(
                            "shop-log",
                            ChangeLog.sink(impatient(pipeline.sink(COMMIT_INTERVAL)))
                                    .asMap());
            assertThat(ChangeLog.ofOneRow(stack))
                    .as("a row that came and went; of the one that went PostgreSQL logged the key alone")
                    .satisfiesExactly(
                            inserted -> assertThat(inserted)
                                    .containsEntry("_cdc_op", "c")
                                    .containsEntry("id", "7")
                                    .containsEntry("name", "rent")
                                    .containsEntry("amount", "-900")
                                    .containsEntry("booked", "2024-02-29"),
                            deleted -> assertThat(deleted)
                                    .containsEntry("_cdc_op", "d")
                                    .containsEntry("id", "7")
                                    .containsEntry("name", null)
                                    .containsEntry("amount", null)
                                    .containsEntry("booked", null));
            assertThat(errantRecords(stack)).as("errant records").isEmpty();
            LOG.info("from the database's commit to being queryable: {}", Latency.measure(stack, LATENCY_SAMPLES));
        }
    }

    private static void createTables(Workload workload) throws SQLException {
        workload.execute(Tables.PREREQUISITES);
        workload.execute(NastyTable.PREREQUISITES);
        workload.add(Tables.numbers(), ROWS_AT_FIRST);
        workload.add(Tables.texts(), ROWS_AT_FIRST);
        workload.add(Tables.times(), ROWS_AT_FIRST);
        workload.add(Tables.documents(), ROWS_AT_FIRST);
        workload.add(NastyTable.table(), ROWS_AT_FIRST);
        workload.addTruncated(Tables.events(), ROWS_AT_FIRST);
    }

    /** Kills cost seconds, and the regular expression catches the heartbeats too. */
    private static ExampleConfig impatient(ExampleConfig sink) {
        return sink.with("topics.regex", "(__debezium-heartbeat\\.)?shop(\\..*)?")
                .with("destination.failure.action", "fail")
                .with("topic.override.shop.public." + NastyTable.NAME + ".unrepresentable.value.action", "clamp")
                .with("commit.timeout.ms", "2000")
                .with("commit.resolve.grace.ms", "1000")
                .with("domo.retry.timeout.ms", "30000")
                .with("domo.retry.backoff.ms", "100")
                .with("domo.retry.backoff.max.ms", "500");
    }

    /** In equal stretches between the kills; the second half has columns and a table that the first had not. */
    private static void runAmidKills(Workload workload, Worker worker) throws SQLException {
        int stretch = TRANSACTIONS / 2 / (KILLS + 1);
        CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
        for (int kill = 1; kill <= KILLS; kill++) {
            workload.run(stretch);
            worker.kill();
            LOG.info("the sink's worker was killed");
            running = CompletableFuture.runAsync(worker::restart);
            if (kill == 1) {
                workload.addColumns();
                workload.add(Tables.latecomers(), ROWS_AT_FIRST);
            }
            workload.run(stretch);
            running.join();
        }
        workload.run(TRANSACTIONS - 2 * stretch * KILLS);
    }

    /** Where those of the tables' topics came from, and why. */
    private static List<String> errantRecords(LocalStack stack) {
        List<String> errant = new ArrayList<>();
        stack.topics()
                .scan(
                        DEAD_LETTERS,
                        record -> {
                            String topic = header(record, "__connect.errors.topic");
                            if (topic.startsWith("shop.public.")) {
                                errant.add(topic + ": " + header(record, "__connect.errors.exception.message"));
                            }
                        },
                        CATCH_UP);
        return errant.subList(0, Math.min(SHOWN, errant.size()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void assertOnlyTablesBecameDataSets(LocalStack stack) {
        assertThat(stack.topics().names())
                .as("caught by the regular expression")
                .contains("__debezium-heartbeat.shop");
        assertThat(stack.emulator().dataSetsNamed("shop"))
                .as("DataSets of heartbeats")
                .isEmpty();
        assertThat(List.of("numbers", "texts", "times", "documents", NastyTable.NAME, "events", "latecomers"))
                .allSatisfy(table ->
                        assertThat(stack.emulator().dataSetsNamed(table)).hasSize(1));
    }
}
