package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Records that can't tell which columns a DataSet needs: none is created for them, and nothing is lost. */
class CreateLaterTest extends CreationTest {
    @Test
    void leadingTombstonesWaitAndAreDeliveredInOrder() {
        for (long id = 0; id < 700; id++) {
            tombstone(ORDERS_0, id % 10);
        }
        Map<String, String> config = creating("write.mode", "upsert", "commit.timeout.ms", "500");
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("read past", () -> worker.iterations() > 5);
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(creations()).isZero();
        rows(ORDERS_0, 0, 10);
        tombstone(ORDERS_0, 3);
        worker.iterateUntil("all durable", topics::allCommitted);
        Map<Long, Long> expected = eachOnce(0, 10);
        expected.remove(3L);
        assertCounts(only("orders"), expected);
    }

    @Test
    void tombstonesThatAreIgnoredDoNotWait() {
        tombstone(ORDERS_0, 1);
        ScriptedWorker worker = start(creating(), ORDERS_0);
        worker.iterateUntil("skipped", () -> {
            worker.commitOffsets();
            return topics.allCommitted();
        });
        assertThat(domo.requests()).isEmpty();
    }

    @Test
    void aTopicOfBadRecordsCreatesNoDataSet() {
        List<String> errants = new ArrayList<>();
        Schema twice = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("ID", Schema.INT64_SCHEMA)
                .build();
        for (long id = 0; id < 10; id++) {
            topics.add(ORDERS_0, null, null, new Struct(twice).put("id", id).put("ID", id));
        }
        ScriptedWorker worker = start(
                creating(),
                (record, cause) -> {
                    errants.add(cause.getMessage());
                    return CompletableFuture.completedFuture(null);
                },
                ORDERS_0);
        worker.iterateUntil("all in the dead-letter queue", topics::allCommitted);
        assertThat(errants).hasSize(10).allMatch(message -> message.contains("'ID'") && message.contains("case only"));
        assertThat(creations()).isZero();
        rows(ORDERS_0, 0, 10);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
        assertThat(errants).hasSize(10);
    }

    @Test
    void withoutADeadLetterQueueNamesThatDifferByCaseFailTheTaskWithTheReason() {
        Schema twice = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("Id", Schema.INT64_SCHEMA)
                .build();
        topics.add(ORDERS_0, null, null, new Struct(twice).put("id", 1L).put("Id", 1L));
        ConnectException failure = start(creating(), ORDERS_0).iterateUntilFailure();
        assertThat(failure).hasMessageContaining("orders-0@0").hasMessageContaining("case only");
    }
}
