package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Domo being slow, down or rate-limited costs time: no document, no memory, no task. */
class DocumentOutageTest extends DocumentTest {
    private static final long BUFFER = 300_000;

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of("503", Fault.status(503)),
                Arguments.of("429 with Retry-After", Fault.status(429).withRetryAfter("0")),
                Arguments.of("429 without", Fault.status(429)),
                Arguments.of("the maintenance page", Fault.maintenance(200)),
                Arguments.of("redirects to a login", Fault.status(302)),
                Arguments.of("conflicts", Fault.status(409)),
                Arguments.of("resets", Fault.dropBeforeWork()),
                Arguments.of("lost replies", Fault.dropAfterWork()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void theTaskWaitsAndLosesNothing(String name, Fault fault) {
        changes(100);
        ScriptedWorker worker = start(
                        upsert("buffer.max.bytes", Long.toString(BUFFER), "part.max.bytes", "10000"), ORDERS_0)
                .maxPollRecords(50);
        runToEnd(worker);
        int outage = domo.faults().add(fault.on(null, "/**/documents**").always());
        changes(3000);
        int before = worker.iterations();
        worker.iterateUntil("the partition waits", () -> worker.isPaused(ORDERS_0));
        worker.iterateUntil("it goes on asking", () -> worker.iterations() > before + 50);
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(BUFFER);
        assertThat(topics.allCommitted()).isFalse();
        domo.faults().remove(outage);
        runToEnd(worker);
        assertReference();
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(BUFFER);
    }

    @Test
    void nowAndThenEveryKindOfFailure() {
        ScriptedWorker worker = start(upsert("appdb.bulk.max.documents", "10"), ORDERS_0);
        for (int i = 2; i < 20; i += 6) {
            domo.faults().add(Fault.status(503).on(null, "/**/documents**").nth(i));
            domo.faults().add(Fault.dropAfterWork().on(null, "/**/documents**").nth(i + 2));
            domo.faults().add(Fault.status(429).on(null, "/**/documents**").nth(i + 4));
        }
        changes(400);
        runToEnd(worker);
        changes(400);
        runToEnd(worker);
        assertReference();
    }
}
