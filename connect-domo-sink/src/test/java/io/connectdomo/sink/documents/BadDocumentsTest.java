package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad record costs one record, whether we or Domo find it bad. */
class BadDocumentsTest extends DocumentTest {
    private void add(TopicPartition partition, Object key, Object value) {
        topics.add(partition, new SchemaAndValue(null, key), new SchemaAndValue(null, value), null);
    }

    @Test
    void whatIsNoDocumentIsErrant() {
        add(ORDERS_0, 0L, "a text");
        add(ORDERS_0, 1L, Map.of("number", Double.NaN));
        add(ORDERS_0, 2L, Map.of("large", "x".repeat(2_000_000)));
        add(ORDERS_0, null, Map.of("id", 3L));
        add(ORDERS_0, 4L, Map.of("_key", "zebra"));
        add(ORDERS_0, 5L, Map.of("_key", 5L, "item", "fine"));
        ScriptedWorker worker = start(upsert(), reporter, ORDERS_0);
        runToEnd(worker);
        assertThat(deadLetters).extracting(record -> record.kafkaOffset()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(reasons.get(0))
                .contains("orders-0@0")
                .contains("no JSON object")
                .doesNotContain("a text");
        assertThat(reasons.get(1)).contains("field 'number'");
        assertThat(reasons.get(2)).contains("2000000");
        assertThat(reasons.get(3)).contains("no key");
        assertThat(reasons.get(4)).contains("appdb.key.field").doesNotContain("zebra");
        assertThat(items()).isEqualTo(Map.of("5", "fine"));
    }

    /** Whether Domo has written the documents before the bad one in a refused request or not. */
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"APPDB_BULK_REFUSED_WHOLE", "APPDB_BULK_REFUSED_FROM_THERE", "APPDB_BULK_NOT_FOUND"})
    void aDocumentThatDomoRefusesCostsThatDocument(Dialect dialect) {
        domo.dialects().speak(dialect);
        ScriptedWorker worker = start(upsert(), reporter, ORDERS_0);
        for (long key = 0; key < 100; key++) {
            change(ORDERS_0, key, "item " + key);
        }
        // Found one by one: the third document of the slice.
        domo.faults().add(Fault.status(400).on("POST", "/**/documents/bulk"));
        domo.faults().add(Fault.status(400).on("POST", "/**/documents").nth(3));
        runToEnd(worker);
        assertThat(deadLetters).hasSize(1);
        assertThat(reasons.get(0)).contains("Domo refuses it").contains("400");
        reference.remove(deadLetters.get(0).key().toString());
        assertReference();
    }

    @Test
    void anAppendDoesNotWriteTheOthersAgain() {
        orders(ORDERS_0, 0, 60);
        orders(ORDERS_1, 60, 120);
        domo.faults().add(Fault.status(400).on("POST", "/**/documents/bulk"));
        domo.faults().add(Fault.status(413).on("POST", "/**/documents").nth(5));
        runToEnd(start(appDb(), reporter, ORDERS_0, ORDERS_1));
        assertThat(deadLetters).hasSize(1);
        Map<Long, Long> expected = eachOnce(0, 120);
        expected.remove(((Map<?, ?>) deadLetters.get(0).value()).get("id"));
        assertThat(idCounts()).isEqualTo(expected);
    }

    @Test
    void aDomoThatRefusesEverythingFillsTheDeadLetterQueueAndNoMemory() {
        domo.faults().add(Fault.status(400).on(null, "/**/documents").always());
        domo.faults().add(Fault.status(400).on(null, "/**/documents/bulk").always());
        orders(ORDERS_0, 0, 2_500);
        ScriptedWorker worker = start(appDb("appdb.bulk.max.documents", "500"), reporter, ORDERS_0);
        runToEnd(worker);
        assertThat(deadLetters).hasSize(2_500);
        assertThat(contents()).isEmpty();
        domo.faults().clear();
        orders(ORDERS_0, 2_500, 2_600);
        runToEnd(worker);
        assertThat(idCounts()).isEqualTo(eachOnce(2_500, 2_600));
    }

    @Test
    void withoutADeadLetterQueueTheTaskStopsAndSaysWhich() {
        orders(ORDERS_0, 0, 5);
        add(ORDERS_0, 5L, "a text");
        ScriptedWorker worker = start(appDb(), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining("orders-0@5");
        assertThat(topics.committed(ORDERS_0)).isLessThanOrEqualTo(5);
    }
}
