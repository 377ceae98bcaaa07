package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that is made anew under a running task. */
class DocumentsBegunAnewTest extends DocumentTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNewLogIsReadFromItsBeginning(boolean upsert) {
        ScriptedWorker worker = start(upsert ? upsert() : appDb(), ORDERS_0);
        orders(ORDERS_0, 0, 100);
        runToEnd(worker);
        topics.makeAnew(ORDERS_0);
        orders(ORDERS_0, 1000, 1050);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 50);
        Map<Long, Long> all = new TreeMap<>(eachOnce(0, 100));
        all.putAll(eachOnce(1000, 1050));
        assertThat(idCounts()).isEqualTo(all);
    }

    /** What was written of a batch is passed over when its records come again, but not for what comes in their place. */
    @Test
    void whatIsKnownOfRecordsThatComeAgainIsForgotten() {
        ScriptedWorker worker = start(appDb("upload.max.in.flight", "1"), reporter, ORDERS_0);
        orders(ORDERS_0, 0, 20);
        runToEnd(worker);
        domo.faults().add(Fault.status(400).on("POST", "/**/documents/bulk").times(1));
        domo.faults().add(Fault.status(413).on("POST", "/**/documents").nth(8).times(1));
        orders(ORDERS_0, 20, 30);
        int rewinds = worker.rewindCount();
        worker.iterateUntil("some are written, and all are to be read again", () -> worker.rewindCount() > rewinds);
        topics.makeAnew(ORDERS_0);
        orders(ORDERS_0, 1000, 1008);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 8);
        orders(ORDERS_0, 1008, 1040);
        worker.iterateUntil("all of it is durable", () -> topics.committed(ORDERS_0) == 40);
        assertThat(idCounts()).containsAllEntriesOf(eachOnce(1000, 1040));
    }
}
