package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What AppDB holds when everything is durable: each record once, or the last state of each key. */
class DocumentDeliveryTest extends DocumentTest {
    @Test
    void eachRecordBecomesADocument() {
        orders(ORDERS_0, 0, 100);
        runToEnd(start(appDb(), ORDERS_0));
        assertThat(idCounts()).isEqualTo(eachOnce(0, 100));
    }

    @Test
    void theLastChangeOfEachKeyWins() {
        changes(1000);
        ScriptedWorker worker = start(upsert(), ORDERS_0);
        runToEnd(worker);
        assertReference();
        changes(1000);
        runToEnd(worker);
        assertReference();
    }

    @Test
    void deleteModeRemovesByKey() {
        for (long key = 0; key < 90; key++) {
            change(ORDERS_0, key, "item");
        }
        ScriptedWorker upserts = start(upsert(), ORDERS_0);
        runToEnd(upserts);
        upserts.stop();
        for (long key = 0; key < 90; key += 3) {
            topics.add(ORDERS_0, key, Map.of("any", "value"));
            reference.remove(Long.toString(key));
        }
        Map<String, String> config = appDb();
        config.put("write.mode", "delete");
        runToEnd(start(config, ORDERS_0));
        assertReference();
    }

    @Test
    void ofSeveralDocumentsOfAKeyTheOldestStays() throws Exception {
        create("{\"_key\":\"1\",\"item\":\"first\"}");
        create("{\"_key\":\"1\",\"item\":\"second\"}");
        create("{\"_key\":\"2\",\"item\":\"third\"}");
        create("{\"_key\":\"2\",\"item\":\"fourth\"}");
        String oldest = domo.appDb().documents(collection).get(0).id();
        change(ORDERS_0, 1, "now");
        change(ORDERS_0, 2, null);
        runToEnd(start(upsert(), ORDERS_0));
        assertReference();
        assertThat(domo.appDb().documents(collection))
                .singleElement()
                .satisfies(document -> assertThat(document.id()).isEqualTo(oldest));
    }

    @Test
    void aLostReplyOfAnyRequestDoublesNothing() {
        ScriptedWorker worker = start(upsert(), ORDERS_0);
        for (String method : List.of("POST", "PUT", "DELETE")) {
            domo.faults().add(Fault.dropAfterWork().on(method, "/**/documents/bulk"));
        }
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/query").nth(2));
        changes(300);
        runToEnd(worker);
        changes(300);
        runToEnd(worker);
        assertReference();
    }

    @Test
    void effectivelyOnceCreatesNothingTwiceInAReplay() {
        orders(ORDERS_0, 0, 100);
        orders(ORDERS_1, 100, 200);
        ScriptedWorker first = start(effectivelyOnce(), ORDERS_0, ORDERS_1);
        runToEnd(first);
        first.crash();
        topics.rewindTo(ORDERS_0, 30);
        topics.rewindTo(ORDERS_1, 0);
        orders(ORDERS_0, 200, 250);
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/documents/bulk"));
        runToEnd(
                start(effectivelyOnce("delivery.epoch", ""), ORDERS_0, ORDERS_1).maxPollRecords(7));
        assertThat(idCounts()).isEqualTo(eachOnce(0, 250));
    }

    @Test
    void anotherEpochIsAnotherTopic() {
        orders(ORDERS_0, 0, 5);
        ScriptedWorker first = start(effectivelyOnce(), ORDERS_0);
        runToEnd(first);
        first.stop();
        topics.rewindTo(ORDERS_0, 0);
        runToEnd(start(effectivelyOnce("delivery.epoch", "2"), ORDERS_0));
        assertThat(domo.appDb().countsBy(collection, "_kafka_topic")).isEqualTo(Map.of("orders", 5, "orders@2", 5));
    }

    @Test
    void aLockedCollectionIsWaitedFor() {
        changes(100);
        domo.appDb().lock(collection, true);
        ScriptedWorker worker = start(upsert(), ORDERS_0);
        worker.iterateUntil("the partition waits", () -> worker.isPaused(ORDERS_0));
        assertThat(contents()).isEmpty();
        domo.appDb().lock(collection, false);
        runToEnd(worker);
        assertReference();
    }

    @Test
    void theFirstWriteAfterATakeOverWaitsForAFormerOwnersLastRequest() {
        change(ORDERS_0, 1, "one");
        long opened = simulation.time().epochMs();
        runToEnd(start(upsert("commit.interval.ms", "1"), ORDERS_0));
        assertThat(firstMs("POST", "/documents/query") - opened)
                .isBetween(Long.parseLong(REQUEST_TIMEOUT_MS), Long.parseLong(REQUEST_TIMEOUT_MS) + 20);
    }

    @Test
    void anAppendIsFoundByNobodyAndWaitsForNobody() {
        order(ORDERS_0, 1);
        long opened = simulation.time().epochMs();
        runToEnd(start(appDb("commit.interval.ms", "1"), ORDERS_0));
        assertThat(firstMs("POST", "/documents") - opened).isBetween(0L, 20L);
    }

    /** In time of the epoch. */
    private long firstMs(String method, String pathPart) {
        return domo.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains(pathPart))
                .findFirst()
                .orElseThrow()
                .time()
                .toEpochMilli();
    }

    /** A create that never came is looked for, and made, when it must have ended. */
    @Test
    void aWriteOfUnknownOutcomeIsLookedForWhenItMustHaveEnded() {
        ScriptedWorker worker = start(upsert("commit.interval.ms", "1"), ORDERS_0);
        change(ORDERS_0, 1, "one");
        runToEnd(worker);
        int lost = domo.faults().add(Fault.dropBeforeWork().on("POST", "regex:.*/documents(/bulk)?/?"));
        change(ORDERS_0, 2, "two");
        worker.iterateUntil("it is lost", () -> domo.faults().matched(lost) > 0);
        int before = domo.requests().size();
        long lostMs = domo.requests().get(before - 1).time().toEpochMilli();
        runToEnd(worker);
        assertThat(domo.requests().get(before).path()).endsWith("/query");
        assertThat(domo.requests().get(before).time().toEpochMilli() - lostMs)
                .isBetween(Long.parseLong(REQUEST_TIMEOUT_MS), Long.parseLong(REQUEST_TIMEOUT_MS) + 20);
        assertReference();
    }

    @Test
    void aFullBufferWritesTheLargestBatch() {
        for (long key = 0; key < 2000; key++) {
            change(ORDERS_0, key, "item of a certain length " + key);
        }
        ScriptedWorker worker = start(
                upsert("commit.interval.ms", "600000", "buffer.max.bytes", "200000", "part.max.bytes", "10000"),
                ORDERS_0);
        worker.maxPollRecords(100)
                .iterateUntil("most is written by memory alone", () -> topics.committed(ORDERS_0) > 1000);
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(200_000);
    }

    @Test
    void aCollectionThatDoesNotExistFailsTheTask() {
        orders(ORDERS_0, 0, 3);
        ScriptedWorker worker =
                start(appDb("appdb.collection.id", "00000000-0000-0000-0000-000000000000"), reporter, ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("00000000-0000-0000-0000-000000000000")
                .hasMessageContaining("404");
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void aReplyWithAnotherCountFailsAnAppendThatCouldNotTell() {
        orders(ORDERS_0, 0, 10);
        domo.faults()
                .add(Fault.status(200)
                        .withBody("{\"Created\":9}")
                        .afterTheWork()
                        .on("POST", "/**/documents/bulk"));
        ConnectException failure = start(appDb(), ORDERS_0).iterateUntilFailure();
        assertThat(failure).hasMessageContaining("10 documents").hasMessageContaining("count of 9");
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(idCounts()).isEqualTo(eachOnce(0, 10));
    }
}
