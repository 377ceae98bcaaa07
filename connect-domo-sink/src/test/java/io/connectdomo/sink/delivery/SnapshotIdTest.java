package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** delivery.md 2.6: {@code replace.boundary=snapshot_id} over several partitions, and {@code dataset.partition.tag}. */
class SnapshotIdTest extends EmulatorTest {
    private String snapshots() {
        return domo.createDataSet(
                "snapshots",
                List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("snapshot", ColumnType.STRING)));
    }

    private Map<String, String> bySnapshotId(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.put("write.mode", "replace");
        config.put("replace.boundary", "snapshot_id");
        config.put("replace.snapshot.id", "field:snapshot");
        config.put("replace.snapshot.idle.ms", "400");
        return config;
    }

    private void row(TopicPartition partition, long id, String snapshot, long timestamp) {
        topics.add(partition, id, Map.of("id", id, "snapshot", snapshot), timestamp);
    }

    private Map<Long, String> content(String id) {
        Map<Long, String> content = new TreeMap<>();
        domo.rows(id)
                .forEach(row -> content.merge(
                        ((Number) row.get("id")).longValue(), (String) row.get("snapshot"), (one, other) -> "twice"));
        return content;
    }

    @Test
    void aSnapshotEndsWhenEveryPartitionShowsAnother() {
        String id = snapshots();
        for (String snapshot : List.of("x", "y", "z")) {
            for (long row = 0; row < 40; row++) {
                row(row % 4 == 0 ? ORDERS_0 : ORDERS_1, row, snapshot, snapshot.charAt(0));
            }
        }
        ScriptedWorker worker = start(bySnapshotId(id), ORDERS_0, ORDERS_1).maxPollRecords(7);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id))
                .hasSize(40)
                .allSatisfy((row, snapshot) -> assertThat(snapshot).isEqualTo("z")));
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(40L, 40L, 40L);
    }

    @Test
    void theOlderOfTwoSnapshotsGoesFirstAlthoughThePartitionOfTheNewerDeliversFirst() {
        String id = snapshots();
        row(ORDERS_1, 1, "new", 2000);
        row(ORDERS_1, 2, "new", 2000);
        ScriptedWorker worker = start(bySnapshotId(id, "replace.snapshot.idle.ms", "600000"), ORDERS_0, ORDERS_1);
        worker.iterateUntil("the newer one is begun", () -> worker.hasPassedAll(ORDERS_1));
        worker.iterate();
        row(ORDERS_0, 3, "old", 1000);
        row(ORDERS_0, 4, "new", 2000);
        row(ORDERS_0, 5, "newer", 3000);
        row(ORDERS_1, 6, "newer", 3000);
        worker.iterateUntil("both are durable", () -> domo.commits(id).size() == 2);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(1L, "new", 2L, "new", 4L, "new")));
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(1L, 3L);
    }

    @Test
    void aStragglerOfACommittedSnapshotIsABadRecord() {
        String id = snapshots();
        List<Object> errants = new ArrayList<>();
        row(ORDERS_0, 1, "x", 1);
        row(ORDERS_0, 2, "y", 2);
        ScriptedWorker worker = start(
                bySnapshotId(id),
                (record, error) -> {
                    errants.add(record.value());
                    assertThat(error).hasMessageContaining("must not come back").hasMessageContaining("orders-0@2");
                    return CompletableFuture.completedFuture(null);
                },
                ORDERS_0);
        worker.iterateUntil("both are durable", topics::allCommitted);
        row(ORDERS_0, 3, "x", 3);
        worker.iterateUntil("the straggler is reported", topics::allCommitted);
        assertThat(errants).hasSize(1);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(2L, "y")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"PARTITION_DATA_TAG", "PARTITION_RESTATE_DATA_TAG"})
    void eachSnapshotReplacesItsPartitionAndNoOther(Dialect dialect) {
        String id = snapshots();
        domo.dialects().speak(dialect);
        Map<String, String> config = bySnapshotId(id);
        if (dialect == Dialect.PARTITION_RESTATE_DATA_TAG) {
            config.put("domo.compat.partition", "restate_data_tag");
        }
        config.put("dataset.partition.tag", "day-{{timestamp:yyyy-MM-dd}}");
        long day = 86_400_000L;
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "b", day);
        row(ORDERS_0, 3, "c", 1);
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(2L, "b", 3L, "c")));
        assertThat(domo.commits(id))
                .extracting(commit -> commit.dataTag())
                .containsExactly("day-1970-01-01", "day-1970-01-02", "day-1970-01-01");
    }

    @Test
    void aTagThatVariesInsideASnapshotIsRefused() {
        String id = snapshots();
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "a", 86_400_000L);
        ScriptedWorker worker = start(bySnapshotId(id, "dataset.partition.tag", "{{timestamp:yyyy-MM-dd}}"), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("orders-0@1")
                .hasMessageContaining("tag");
    }

    @Test
    void aLostReplyOfAPartitionIsResolved() {
        String id = snapshots();
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").nth(2).times(1));
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "b", 1);
        row(ORDERS_0, 3, "c", 2);
        ScriptedWorker worker = start(bySnapshotId(id, "dataset.partition.tag", "{{topic}}"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(3L, "c")));
        assertThat(domo.commits(id)).hasSize(3);
    }

    // ---- what an open batch does not hold begins no snapshot

    /** While the column is added, nothing of the newer one is in a batch: the older one does not get in among its rows. */
    @Test
    void theOlderSnapshotIsAVersionOfItsOwnAlthoughTheNewerHasShownAFieldWithoutAColumn() {
        String id = snapshots();
        topics.add(ORDERS_1, 1L, Map.of("id", 1L, "snapshot", "new", "price", 1.5), 2000L);
        topics.add(ORDERS_1, 2L, Map.of("id", 2L, "snapshot", "new", "price", 2.5), 2000L);
        Map<String, String> config = bySnapshotId(id, "schema.evolution", "add");
        ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
        worker.iterateUntil(
                "the column is asked for",
                () -> domo.requests().stream()
                        .anyMatch(request -> request.method().equals("POST")
                                && request.path().endsWith("/schemas")));
        worker.withhold(ORDERS_1);
        row(ORDERS_0, 3, "old", 1000);
        worker.iterateUntil("the older one is read", () -> worker.hasPassedAll(ORDERS_0) && !worker.isPaused(ORDERS_0));
        worker.withhold();
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(1L, 2L);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(1L, "new", 2L, "new")));
    }

    /** A record that was passed over holds back no snapshot, whatever id it has. */
    @Test
    void recordsThatDebeziumWritesForItselfBelongToNoSnapshot() {
        String id = snapshots();
        Schema heartbeat = SchemaBuilder.struct()
                .name("io.debezium.connector.common.Heartbeat")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .field("snapshot", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        topics.addStruct(ORDERS_0, null, new Struct(heartbeat).put("ts_ms", 1L).put("snapshot", "never"));
        topics.addStruct(ORDERS_0, null, new Struct(heartbeat).put("ts_ms", 2L));
        row(ORDERS_1, 1, "x", 1);
        ScriptedWorker worker = start(bySnapshotId(id), ORDERS_0, ORDERS_1);
        worker.iterateUntil("the snapshot is durable", () -> topics.isCommitted(ORDERS_1));
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(1L, "x")));
    }

    /** What it replaces is not known before a row has shown it. */
    @Test
    void aBadRecordBeforeTheFirstRowDoesNotMakeTheSnapshotReplaceTheWholeDataSet() {
        String id = snapshots();
        domo.dialects().speak(Dialect.PARTITION_DATA_TAG);
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "b", 1);
        topics.add(ORDERS_0, 3L, Map.of("id", 3L), 2L);
        ScriptedWorker worker = start(
                bySnapshotId(id, "dataset.partition.tag", "{{field:snapshot}}"),
                (record, error) -> CompletableFuture.completedFuture(null),
                ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        topics.add(ORDERS_0, 4L, Map.of("id", 4L), 3L);
        row(ORDERS_0, 5, "c", 3);
        worker.iterateUntil("all durable again", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.dataTag()).containsExactly("a", "b", "c");
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(1L, "a", 2L, "b", 5L, "c")));
    }

    @Test
    void aSnapshotOfNothingButBadRecordsLeavesTheOneBefore() {
        String id = snapshots();
        row(ORDERS_0, 1, "a", 0);
        List<Object> errants = new ArrayList<>();
        ScriptedWorker worker = start(
                bySnapshotId(id),
                (record, error) -> {
                    errants.add(record.value());
                    return CompletableFuture.completedFuture(null);
                },
                ORDERS_0);
        worker.iterateUntil("the first is durable", topics::allCommitted);
        topics.add(ORDERS_0, 2L, Map.of("id", "two", "snapshot", "b"), 1L);
        topics.add(ORDERS_0, 3L, Map.of("id", "three", "snapshot", "b"), 1L);
        worker.iterateUntil("the bad ones are reported", topics::allCommitted);
        assertThat(errants).hasSize(2);
        assertThat(domo.commits(id)).hasSize(1);
        row(ORDERS_0, 4, "c", 2);
        worker.iterateUntil("the third is durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(4L, "c")));
    }
}
