package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;

/** {@code schema.evolution=add} (delivery.md 2.8): what becomes a column, what it costs, and what is refused. */
class AddedColumnsTest extends EvolutionTest {
    private final List<String> errants = new ArrayList<>();
    private final ErrantRecordReporter reporter = (record, error) -> {
        errants.add(error.getMessage());
        return CompletableFuture.completedFuture(null);
    };

    @Test
    void aNewFieldOfASchemaBecomesAColumnOfItsTypeThoughItsValueIsNull() {
        String id = orders();
        topics.addStruct(ORDERS_0, 0L, v1(0));
        topics.addStruct(ORDERS_0, 1L, v2(1, null));
        topics.addStruct(ORDERS_0, 2L, v2(2, 2.5));
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 3));
        assertThat(row(id, 0)).containsEntry("price", null).containsEntry("note", null);
        assertThat(row(id, 1)).containsEntry("price", null);
        assertThat(row(id, 2)).containsEntry("price", 2.5);
        assertThat(alterations()).hasSize(1);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(1L, 2L);
    }

    @Test
    void aNewFieldOfAMapBecomesAColumnOfItsValuesTypeOnceItHasOne() {
        String id = orders();
        Map<String, Object> unknown = new HashMap<>(Map.of("id", 0L, "item", "x"));
        unknown.put("price", null);
        topics.add(ORDERS_0, 0L, unknown);
        topics.add(ORDERS_0, 1L, Map.of("id", 1L, "item", "x", "price", new BigDecimal("2.50")));
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 2));
        assertThat((BigDecimal) row(id, 1).get("price")).isEqualByComparingTo("2.5");
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(1L, 1L);
    }

    @Test
    void fieldsThatShowOneAfterTheOtherAreAddedTogether() {
        String id = orders();
        topics.add(ORDERS_0, 0L, Map.of("id", 0L, "item", "x"));
        topics.add(ORDERS_0, 1L, Map.of("id", 1L, "a", 1L));
        topics.add(ORDERS_0, 2L, Map.of("id", 2L, "b", "x"));
        topics.add(ORDERS_0, 3L, Map.of("id", 3L, "a", 1.5));
        topics.add(ORDERS_1, 4L, Map.of("id", 4L, "c", true));
        ScriptedWorker worker = start(adding(id), ORDERS_0, ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 5));
        assertThat(alterations()).hasSize(1);
        assertThat(domo.commits(id)).hasSizeLessThanOrEqualTo(2);
        assertThat((BigDecimal) row(id, 3).get("a")).isEqualByComparingTo("1.5");
        assertThat(row(id, 4)).containsEntry("c", "true");
    }

    @Test
    void schemasThatAlternateAreOneBatch() {
        String id = orders();
        for (long key = 0; key < 200; key++) {
            topics.addStruct(ORDERS_0, key, key % 2 == 0 ? v1(key) : v2(key, 1.0));
        }
        ScriptedWorker worker = start(adding(id), ORDERS_0).maxPollRecords(30);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 200));
        assertThat(alterations()).hasSize(1);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).startsWith(1L);
        assertThat(domo.commits(id)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theDataSetIsIndexedBeforeRowsWithTheColumnAreUploaded() {
        String id = orders();
        topics.addStruct(ORDERS_0, 1L, v2(1, 1.0));
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        List<String> order = domo.requests().stream()
                .map(request -> request.method() + " " + request.path().replaceAll("^.*/(?=[a-z])", ""))
                .filter(request -> List.of("POST schemas", "POST indexes", "GET statuses", "POST uploads")
                        .contains(request))
                .distinct()
                .toList();
        assertThat(order).containsExactly("POST schemas", "POST indexes", "GET statuses", "POST uploads");
    }

    @Test
    void withoutIndexOnCommitNothingIsIndexed() {
        String id = orders();
        topics.addStruct(ORDERS_0, 1L, v2(1, 1.0));
        ScriptedWorker worker = start(adding(id, "dataset.index", "false"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(alterations()).hasSize(1);
        assertThat(requests("POST", "/indexes")).isEmpty();
    }

    @Test
    void metadataColumnsAreAddedToo() {
        String id = orders();
        topics.addStruct(ORDERS_0, 7L, v1(7));
        ScriptedWorker worker = start(adding(id, "metadata.columns", "topic,offset"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(7, 8));
        eventually(() -> assertThat(row(id, 7)).contains(entry("_kafka_topic", "orders"), entry("_kafka_offset", 0L)));
        assertThat(domo.commits(id)).hasSize(1);
    }

    @Test
    void aTombstoneNeedsNoColumns() {
        String id = keyedOrders();
        topics.add(ORDERS_0, 7L, null);
        ScriptedWorker worker =
                start(adding(id, "write.mode", "upsert", "key.fields", "id", "commit.timeout.ms", "400"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(alterations()).isEmpty();
    }

    @Test
    void aSnapshotIsReadAgainAndCommittedWhole() {
        String id = orders();
        for (long key = 0; key < 50; key++) {
            topics.addStruct(ORDERS_0, key, key < 25 ? v1(key) : v2(key, 1.5));
        }
        ScriptedWorker worker = start(adding(id, "write.mode", "replace", "replace.snapshot.idle.ms", "300"), ORDERS_0)
                .maxPollRecords(10);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 50));
        assertThat(domo.commits(id)).hasSize(1);
        assertThat(row(id, 49)).containsEntry("price", 1.5);
    }

    @Test
    void aRecordThatFitsNoColumnIsStillErrantAndTheOthersGoOn() {
        String id = orders();
        for (long key = 0; key < 20; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key % 5 == 4 ? "none" : key, "item", "x"));
        }
        ScriptedWorker worker = start(adding(id, "commit.interval.ms", "1"), reporter, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(id)).hasSize(16));
        assertThat(errants).hasSize(4).allMatch(message -> message.contains("column 'id'"));
    }

    @Test
    void aDroppedFieldIsNullAndATypeThatFitsIsUsed() {
        String id = orders();
        Schema v3 = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("price", Schema.INT32_SCHEMA)
                .build();
        topics.addStruct(ORDERS_0, 0L, v2(0, 0.5));
        topics.addStruct(ORDERS_0, 1L, new Struct(v3).put("id", 1).put("price", 3));
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(row(id, 1)).containsEntry("item", null).containsEntry("price", 3.0));
    }

    @Test
    void namesThatDifferByCaseOnlyAreErrantAndSayWhy() {
        String id = orders();
        topics.add(ORDERS_0, 0L, Map.of("id", 0L, "Item", "x"));
        topics.add(ORDERS_0, 1L, Map.of("id", 1L, "note", "x", "Note", "y"));
        topics.add(ORDERS_0, 2L, Map.of("id", 2L, "item", "x"));
        ScriptedWorker worker = start(adding(id), reporter, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(2, 3));
        assertThat(errants).hasSize(2);
        assertThat(errants.get(0)).contains("orders-0@0", "'Item'", "'item'", "case");
        assertThat(errants.get(1)).contains("orders-0@1", "'note'", "'Note'", "case");
        assertThat(alterations()).isEmpty();
    }

    @Test
    void ofTwoTopicsWhoseNewFieldsDifferByCaseTheSecondIsErrant() {
        String id = orders();
        topics.add(ORDERS_0, 0L, Map.of("id", 0L, "note", "x"));
        topics.add(ORDERS_1, 1L, Map.of("id", 1L, "NOTE", "y"));
        ScriptedWorker worker = start(adding(id), reporter, ORDERS_0, ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(id)).hasSize(1));
        assertThat(errants).hasSize(1);
        assertThat(errants.get(0)).contains("case");
    }

    @Test
    void aRecordThatIsBadAnywayAddsNoColumn() {
        String id = orders();
        topics.add(ORDERS_0, 0L, Map.of("id", "none", "note", "x"));
        ScriptedWorker worker = start(adding(id), reporter, ORDERS_0);
        worker.iterateUntil("errant", topics::allCommitted);
        assertThat(alterations()).isEmpty();
    }
}
