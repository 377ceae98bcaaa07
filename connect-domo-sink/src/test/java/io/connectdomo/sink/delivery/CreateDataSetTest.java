package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A topic gets its DataSet by name (delivery.md 2.9), with one task. */
class CreateDataSetTest extends CreationTest {
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    @Test
    void aMissingDataSetIsCreatedWithTypesAndKeys() {
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating("write.mode", "upsert", "commit.timeout.ms", "500"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        assertThat(domo.columns(id))
                .containsExactly(
                        ColumnSpec.key("id", ColumnType.LONG),
                        ColumnSpec.of("item", ColumnType.STRING),
                        ColumnSpec.of("price", ColumnType.DOUBLE),
                        ColumnSpec.of("at", ColumnType.DATETIME));
        assertCounts(id, eachOnce(0, 10));
    }

    @Test
    void effectivelyOnceGetsItsCoordinatesAsKeys() {
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating("delivery.guarantee", "effectively_once"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(only("orders")))
                .filteredOn(ColumnSpec::upsertKey)
                .extracting(ColumnSpec::name)
                .containsExactlyInAnyOrder("_kafka_topic", "_kafka_partition", "_kafka_offset");
        assertCounts(only("orders"), eachOnce(0, 10));
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"SEARCH_RESULTS_BOTH", "SEARCH_RESULTS_MAP", "SEARCH_RATE_120", "SEARCH_LATE", "KEY_COLUMNS_HIDDEN"
            })
    void anExistingDataSetIsFoundByItsExactNameAndTheOldestWins(Dialect dialect) {
        domo.dialects().searchDelay(Duration.ofMillis(200)).speak(dialect);
        domo.createDataSet("orders of today", List.of(ColumnSpec.of("id", ColumnType.LONG)));
        domo.createDataSet("Orders", List.of(ColumnSpec.of("id", ColumnType.LONG)));
        List<ColumnSpec> columns = List.of(
                ColumnSpec.of("at", ColumnType.DATETIME),
                ColumnSpec.of("price", ColumnType.DOUBLE),
                ColumnSpec.of("item", ColumnType.STRING),
                ColumnSpec.of("id", ColumnType.LONG));
        String oldest = domo.createDataSet("orders", columns);
        // Of one millisecond the smaller id would win.
        simulation.time().sleep(1);
        domo.createDataSet("orders", columns);
        simulation.time().sleep(200);
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating(), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(oldest, eachOnce(0, 10));
        assertThat(creations()).isZero();
        assertThat(domo.dataSetsNamed("orders")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"SEARCH_QUERY_TEXT", "SEARCH_QUERY_SYNTAX"})
    void aNameWithPunctuationIsFoundAgainWhateverTheSearchMakesOfIt(Dialect dialect) {
        domo.dialects().speak(dialect);
        Map<String, String> config = creating("dataset.name", "Kafka-{{topic}} (raw): *");
        rows(ORDERS_0, 0, 10);
        ScriptedWorker first = start(config, ORDERS_0);
        first.iterateUntil("all durable", topics::allCommitted);
        first.stop();
        rows(ORDERS_0, 10, 20);
        ScriptedWorker second = start(config, ORDERS_0);
        second.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("Kafka-orders (raw): *"), eachOnce(0, 20));
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void namesAreMadeOfTopicsAndTwoTopicsOfOneNameShareOneDataSet() {
        TopicPartition east = new TopicPartition("east.public.orders", 0);
        TopicPartition west = new TopicPartition("west.public.orders", 0);
        TopicPartition other = new TopicPartition("west.public.refunds", 0);
        rows(east, 0, 10);
        rows(west, 10, 20);
        rows(other, 0, 5);
        ScriptedWorker worker = start(creating("dataset.name", "{{topic:.*\\.(.*)}}"), east, west, other);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 20));
        assertCounts(only("refunds"), eachOnce(0, 5));
        assertThat(creations()).isEqualTo(2);
    }

    @Test
    void aTopicThatTheNameDoesNotFitFailsWithItsName() {
        row(ORDERS_0, 0);
        ScriptedWorker worker = start(creating("dataset.name", "{{topic:.*\\.(.*)}}"), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("dataset.name")
                .hasMessageContaining("topic orders");
        assertThat(creations()).isZero();
    }

    @Test
    void whatWasCreatedIsNotWrittenBeforeTheSearchShowsItSoThatARestartFindsIt() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(600));
        rows(ORDERS_0, 0, 10);
        ScriptedWorker first = start(creating(), ORDERS_0);
        first.iterateUntil("created", () -> creations() == 1);
        first.crash();
        ScriptedWorker second = start(creating(), ORDERS_0);
        second.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
        second.stop();
        rows(ORDERS_0, 10, 20);
        long before = creations();
        ScriptedWorker third = start(creating(), ORDERS_0);
        third.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 20));
        assertThat(creations()).isEqualTo(before);
    }

    @Test
    void aSearchThatNeverShowsItDelaysTheRowsAndNoMore() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofHours(1));
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating("dataset.auto.create.wait.ms", "50"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
    }

    @Test
    void theReplyToTheCreationGetsLost() {
        domo.faults()
                .add(Fault.dropAfterWork()
                        .on("POST", "/api/data/v2/datasources")
                        .times(1));
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(600));
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating("dataset.create.tags", "kafka"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(domo.dataSetsNamed("orders")).hasSize(1));
        assertCounts(only("orders"), eachOnce(0, 10));
    }

    /** What something before Domo answers says nothing of what Domo did. */
    @Test
    void theCreationThatAGatewayRefusesMayHaveWorked() {
        domo.faults()
                .add(Fault.plain(404, "default backend - 404")
                        .afterTheWork()
                        .on("POST", "/api/data/v2/datasources")
                        .times(1));
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating(), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void aNewDataSetThatCannotBeReadYetIsNotCreatedAgain() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(600));
        domo.faults()
                .add(Fault.status(404).on("GET", "/api/data/v3/datasources/*").times(2));
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating(), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void anOutageInTheMiddleCostsTime() {
        rows(ORDERS_0, 0, 10);
        int outage =
                domo.faults().add(Fault.status(503).on(null, "/api/**").nth(2).always());
        ScriptedWorker worker = start(creating(), ORDERS_0);
        worker.iterateUntil("Domo is asked a few times", () -> domo.faults().matched(outage) >= 5);
        assertThat(worker.isPaused(ORDERS_0)).isTrue();
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isZero();
        domo.faults().remove(outage);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
    }

    @Test
    void aDataSetThatIsRefusedFailsTheTaskOrIsParked() {
        domo.faults()
                .add(Fault.status(400).on("POST", "/api/data/v2/datasources").always());
        rows(ORDERS_0, 0, 10);
        ScriptedWorker failing = start(creating(), ORDERS_0);
        assertThat(failing.iterateUntilFailure()).hasMessageContaining("creation of DataSet 'orders'");
        failing.stop();
        assertThat(topics.committed(ORDERS_0)).isZero();
        String refunds = domo.createDataSet(
                "refunds",
                List.of(
                        ColumnSpec.of("id", ColumnType.LONG),
                        ColumnSpec.of("item", ColumnType.STRING),
                        ColumnSpec.of("price", ColumnType.DOUBLE),
                        ColumnSpec.of("at", ColumnType.DATETIME)));
        rows(REFUNDS, 0, 10);
        ScriptedWorker parking = start(creating("destination.failure.action", "park"), ORDERS_0, REFUNDS);
        parking.iterateUntil("the other goes on", () -> topics.committed(REFUNDS) == 10);
        parking.iterateUntil("it is parked", () -> parking.isPaused(ORDERS_0));
        assertCounts(refunds, eachOnce(0, 10));
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void aDataSetOfThatNameThatSomethingElseFeedsIsNotWritten() {
        String id = orders();
        domo.overrideMetadata(id, Map.of("transportType", "CONNECTOR"));
        row(ORDERS_0, 0);
        ScriptedWorker worker = start(creating(), ORDERS_0);
        assertThat(worker.iterateUntilFailure()).hasMessageContaining(id).hasMessageContaining("feeds it");
        assertThat(creations()).isZero();
    }

    @Test
    void snapshotsReplaceADataSetThatWasCreated() {
        rows(ORDERS_0, 0, 10);
        rows(ORDERS_1, 10, 20);
        ScriptedWorker worker =
                start(creating("write.mode", "replace", "replace.snapshot.idle.ms", "200"), ORDERS_0, ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        assertCounts(id, eachOnce(0, 20));
        assertThat(domo.commits(id)).hasSize(1);
    }
}
