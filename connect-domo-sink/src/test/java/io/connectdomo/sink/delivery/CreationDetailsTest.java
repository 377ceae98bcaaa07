package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a new DataSet gets beside its columns: description, tags and shares. */
class CreationDetailsTest extends CreationTest {
    @Test
    void descriptionTagsAndSharesAreAppliedOnce() {
        Map<String, String> config = creating(
                "dataset.create.description",
                "of Kafka",
                "dataset.create.tags",
                "kafka,cdc",
                "dataset.create.share.with",
                "USER:1:CO_OWNER,GROUP:2:CAN_VIEW");
        rows(ORDERS_0, 0, 10);
        domo.faults().add(Fault.status(503).on("POST", "/**/tags").times(2));
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        eventually(() -> {
            assertThat(domo.description(id)).isEqualTo("of Kafka");
            assertThat(domo.tags(id)).containsExactly("kafka", "cdc", "connect-domo:orders-sink");
            assertThat(domo.shares(id)).containsExactly("USER:1:CO_OWNER", "GROUP:2:CAN_VIEW");
        });
        worker.stop();
        rows(ORDERS_0, 10, 20);
        ScriptedWorker second = start(config, ORDERS_0);
        second.iterateUntil("all durable", topics::allCommitted);
        assertThat(count(domo, "POST", "/api/data/v3/datasources/" + id + "/share"))
                .isEqualTo(1);
    }

    @Test
    void aShareThatIsRefusedIsNoFailure() {
        domo.faults().add(Fault.status(400).on("POST", "/**/share").always());
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker =
                start(creating("dataset.create.share.with", "USER:1:CO_OWNER", "dataset.create.tags", "x"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        eventually(() -> assertThat(domo.tags(id)).containsExactly("x", "connect-domo:orders-sink"));
        eventually(() -> assertThat(count(domo, "POST", "/api/data/v3/datasources/" + id + "/share"))
                .isEqualTo(1));
        rows(ORDERS_0, 10, 20);
        worker.iterateUntil("it goes on", topics::allCommitted);
    }

    @Test
    void aDataSetWhoseCreationWasAnsweredWithAnErrorGetsItsDetailsToo() {
        domo.faults()
                .add(Fault.status(503)
                        .afterTheWork()
                        .on("POST", "/api/data/v2/datasources")
                        .times(1));
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating("dataset.create.share.with", "USER:1:CO_OWNER"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        assertCounts(id, eachOnce(0, 10));
        eventually(() -> assertThat(domo.shares(id)).containsExactly("USER:1:CO_OWNER"));
    }
}
