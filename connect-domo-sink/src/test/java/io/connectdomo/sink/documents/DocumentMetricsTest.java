package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What JMX says of a collection is what the collection has. */
class DocumentMetricsTest extends DocumentTest {
    private final Beans beans = new Beans("counted-documents");

    private static Map<String, String> counted(Map<String, String> config) {
        config.put("name", "counted-documents");
        return config;
    }

    private long read(String attribute) {
        return beans.destination("appdb", collection, attribute);
    }

    @Test
    void documentsAreCountedAndCostNoCredit() {
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(counted(appDb()), ORDERS_0);
        runToEnd(worker);
        assertThat(read("rows-total")).isEqualTo(contents().size()).isEqualTo(100);
        assertThat(read("records-total")).isEqualTo(100);
        assertThat(read("commits-total")).isPositive();
        assertThat(read("credits-total")).isZero();
        assertThat(read("uploaded-bytes-total")).isGreaterThan(100 * 10);
        assertThat(read("parts-in-flight")).isZero();
    }

    @Test
    void aCreateWhoseReplyIsLostIsAnUnknownOutcomeFoundCommitted() {
        change(ORDERS_0, 1, "item 1");
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/documents").times(1));
        ScriptedWorker worker = start(counted(upsert("appdb.bulk", "false")), ORDERS_0);
        runToEnd(worker);
        assertReference();
        assertThat(read("unknown-outcomes-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-committed-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-pending")).isZero();
        assertThat(read("retries-connection-total")).isEqualTo(1);
    }

    @Test
    void withNothingToFindDocumentsByAnUnknownOutcomeStaysUnresolved() {
        orders(ORDERS_0, 0, 1);
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/documents**").nth(1));
        ScriptedWorker worker = start(counted(appDb("appdb.bulk", "false")), ORDERS_0);
        runToEnd(worker);
        assertThat(contents()).as("at least once").hasSize(2);
        assertThat(read("unknown-outcomes-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-unresolved-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-pending")).isZero();
    }

    @Test
    void aDocumentThatDomoRefusesIsErrantByItsName() {
        orders(ORDERS_0, 0, 3);
        domo.faults().add(Fault.status(413).on("POST", "/**/documents**").nth(1));
        ScriptedWorker worker = start(counted(appDb("appdb.bulk", "false")), reporter, ORDERS_0);
        runToEnd(worker);
        assertThat(deadLetters).hasSize(1);
        assertThat(read("errant-records-total")).isEqualTo(1);
        assertThat(read("errant-refused-by-domo-total")).isEqualTo(1);
        assertThat(read("records-total")).isEqualTo(3);
    }
}
