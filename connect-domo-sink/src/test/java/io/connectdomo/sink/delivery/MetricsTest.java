package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What JMX says while a task runs is what happened. */
class MetricsTest extends EmulatorTest {
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    private final Beans beans = new Beans("counted-sink");

    private Map<String, String> counted(String dataSetId, String... more) {
        Map<String, String> config = config(dataSetId, more);
        config.put("name", "counted-sink");
        return config;
    }

    // ---- what came, and where it went

    @Test
    void rowsCommitsCreditsAndBytesAreThoseOfDomo() {
        String id = orders();
        orders(ORDERS_0, 0, 300);
        ScriptedWorker worker = start(counted(id, "part.max.bytes", "1000"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        orders(ORDERS_0, 300, 400);
        worker.iterateUntil("all durable again", topics::allCommitted);
        assertThat(beans.dataSet(id, "rows-total")).isEqualTo(400);
        assertThat(beans.dataSet(id, "records-total")).isEqualTo(400);
        assertThat(beans.task("records-received-total"))
                .as("the first were sent back, until the columns were known")
                .isGreaterThanOrEqualTo(400);
        assertThat(beans.dataSet(id, "commits-total"))
                .isEqualTo(domo.commits(id).size());
        assertThat(beans.dataSet(id, "credits-total")).isEqualTo(domo.credits());
        assertThat(beans.dataSet(id, "parts-total")).isEqualTo(partsTaken());
        assertThat(beans.dataSet(id, "uploaded-bytes-total")).isGreaterThan(400 * 10);
        assertThat(beans.dataSet(id, "parts-in-flight")).isZero();
        assertThat(beans.dataSet(id, "commit-latency-ms")).isNotNegative();
        assertThat(beans.dataSet(id, "commit-latency-ms-max"))
                .isGreaterThanOrEqualTo(beans.dataSet(id, "commit-latency-ms"));
        assertThat(beans.task("rows-total")).as("the task's is the sum").isEqualTo(400);
        assertThat(beans.task("requests-total")).isEqualTo(domo.requests().size());
        assertThat(beans.task("buffer-limit-bytes")).isEqualTo(134_217_728);
        assertThat(beans.task("buffer-peak-bytes")).isPositive();
        assertThat(beans.task("partitions-assigned")).isEqualTo(1);
        assertThat(beans.task("destinations")).isEqualTo(1);
    }

    private long partsTaken() {
        return domo.requests().stream()
                .filter(request -> request.path().contains("/parts/") && request.status() == 200)
                .count();
    }

    @Test
    void errantRecordsAreThoseOfTheDeadLetterQueueByCause() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        topics.add(ORDERS_0, 1L, Map.of("id", "not a number", "item", "x"));
        topics.add(ORDERS_0, 2L, Map.of("id", "neither", "item", "x"));
        topics.add(ORDERS_0, 3L, Map.of("id", 3L, "item", "x", "nobody knows", "this"));
        topics.add(ORDERS_0, 4L, null);
        ScriptedWorker worker = start(
                counted(id, "tombstone.action", "fail"),
                (record, error) -> CompletableFuture.completedFuture(null),
                ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(beans.dataSet(id, "errant-records-total")).isEqualTo(4);
        assertThat(beans.dataSet(id, "errant-unfit-value-total")).isEqualTo(2);
        assertThat(beans.dataSet(id, "errant-no-column-total")).isEqualTo(1);
        assertThat(beans.dataSet(id, "errant-unusable-record-total")).isEqualTo(1);
        assertThat(beans.dataSet(id, "rows-total")).isEqualTo(10);
        assertThat(beans.dataSet(id, "records-total")).isEqualTo(14);
    }

    // ---- trouble

    static Stream<Arguments> retried() {
        return Stream.of(
                Arguments.of("rate-limited", Fault.status(429).on(null, "/**/parts/*")),
                Arguments.of("server-error", Fault.status(503).on(null, "/**/parts/*")),
                Arguments.of("server-error", Fault.maintenance(200).on(null, "/**/parts/*")),
                Arguments.of("timeout", Fault.status(408).on(null, "/**/parts/*")),
                Arguments.of("connection", Fault.dropBeforeWork().on(null, "/**/parts/*")),
                Arguments.of("unauthorized", Fault.status(401).on(null, "/**/parts/*")),
                Arguments.of("other", Fault.status(423).on(null, "/**/parts/*")));
    }

    @ParameterizedTest
    @MethodSource("retried")
    void retriesAreCountedByCause(String cause, Fault fault) {
        String id = orders();
        domo.faults().add(fault.times(3));
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(beans.dataSet(id, "retries-" + cause + "-total")).isEqualTo(3);
        assertThat(beans.dataSet(id, "retries-total")).isEqualTo(3);
        assertThat(beans.dataSet(id, "unknown-outcomes-total")).isZero();
    }

    @Test
    void aLostCommitReplyIsAnUnknownOutcomeFoundCommitted() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id), ORDERS_0);
        worker.iterateUntil(
                "a clean commit has shown how versions are told",
                () -> topics.allCommitted()
                        && domo.requests().stream().anyMatch(each -> each.path().endsWith("/dataversions")));
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertOutcomes(id, 1, 1, 0, 0);
        assertThat(beans.dataSet(id, "rows-total")).isEqualTo(20);
        assertThat(beans.dataSet(id, "commits-total")).isEqualTo(2);
    }

    @Test
    void aCommitThatNeverArrivedIsFoundAbsent() {
        String id = orders();
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertOutcomes(id, 1, 0, 1, 0);
        assertThat(beans.dataSet(id, "commits-total")).isEqualTo(1);
    }

    @Test
    void anOutcomeThatStaysUnknownShowsItsAgeAndIsUnresolvedAtTheEnd() {
        String id = orders();
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        domo.faults().add(Fault.status(503).on("GET", "/**/dataversions/**").always());
        domo.faults().add(Fault.status(503).on("GET", "/**/dataversions").always());
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id, "domo.retry.timeout.ms", "2600"), ORDERS_0);
        worker.iterateUntil(
                "it is being found out",
                () -> !beans.all().isEmpty()
                        && beans.task("unknown-outcomes-pending") == 1
                        && beans.task("unknown-outcome-age-ms") > 0);
        worker.iterateUntilFailure();
        assertOutcomes(id, 1, 0, 0, 1);
    }

    private void assertOutcomes(String id, long unknown, long committed, long absent, long unresolved) {
        assertThat(beans.dataSet(id, "unknown-outcomes-total")).isEqualTo(unknown);
        assertThat(beans.dataSet(id, "unknown-outcomes-committed-total")).isEqualTo(committed);
        assertThat(beans.dataSet(id, "unknown-outcomes-absent-total")).isEqualTo(absent);
        assertThat(beans.dataSet(id, "unknown-outcomes-unresolved-total")).isEqualTo(unresolved);
        assertThat(beans.dataSet(id, "unknown-outcomes-pending")).isZero();
        assertThat(beans.dataSet(id, "unknown-outcome-age-ms")).isZero();
    }

    @Test
    void aSessionThatDomoForgotIsCountedAndItsBatchAbandoned() {
        String id = orders();
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(beans.dataSet(id, "sessions-lost-total")).isEqualTo(1);
        assertThat(beans.dataSet(id, "batches-abandoned-total")).isEqualTo(1);
        assertThat(beans.task("rewinds-total")).isEqualTo(worker.rewindCount());
        assertThat(beans.dataSet(id, "records-total")).as("each once").isEqualTo(10);
        assertThat(beans.task("records-received-total")).as("some twice").isGreaterThan(10);
    }

    @Test
    void anOutageShowsHowLongItLastsWhatIsPausedAndHowOldTheOldestRecordIs() {
        String id = orders();
        int outage =
                domo.faults().add(Fault.status(503).on("PUT", "/**/parts/*").always());
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id, "domo.retry.timeout.ms", "60000"), ORDERS_0);
        worker.iterateUntil("the outage shows", () -> beans.task("waiting-ms") > 600);
        worker.iterateUntil("and what it does", () -> beans.dataSet(id, "partitions-paused") == 1);
        assertThat(beans.task("partitions-paused")).isEqualTo(1);
        assertThat(beans.dataSet(id, "waiting-left-ms")).isBetween(1L, 60_000L - 500);
        assertThat(beans.dataSet(id, "oldest-record-age-ms")).isGreaterThan(600);
        domo.faults().remove(outage);
        worker.iterateUntil("all durable", topics::allCommitted);
        worker.iterateUntil("nothing is old any more", () -> beans.dataSet(id, "oldest-record-age-ms") == 0);
        assertThat(beans.dataSet(id, "waiting-ms")).isZero();
        assertThat(beans.dataSet(id, "waiting-left-ms")).isEqualTo(-1);
        worker.iterateUntil("it is read again", () -> beans.task("partitions-paused") == 0);
    }

    @Test
    void aParkedDestinationShowsAndTheOtherDoesNot() {
        String good = orders();
        String bad = orders();
        domo.faults().add(Fault.status(400).on("PUT", "/**/" + bad + "/**").always());
        orders(ORDERS_0, 0, 10);
        orders(REFUNDS, 0, 10);
        Map<String, String> config = new HashMap<>(counted(good));
        config.put("topics", "orders,refunds");
        config.put("topic.override.refunds.dataset.id", bad);
        config.put("destination.failure.action", "park");
        ScriptedWorker worker = start(config, ORDERS_0, REFUNDS);
        worker.iterateUntil("the bad one is parked", () -> beans.task("parked") == 1);
        worker.iterateUntil("the good one is durable", () -> topics.committed(ORDERS_0) == 10);
        assertThat(beans.dataSet(bad, "parked")).isEqualTo(1);
        assertThat(beans.dataSet(good, "parked")).isZero();
        assertThat(beans.dataSet(bad, "rows-total")).isZero();
    }

    // ---- the beans themselves

    @Test
    void noBeanIsLeftWhenTheTaskStops() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(counted(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(beans.all()).hasSize(2);
        worker.stop();
        assertThat(beans.all()).isEmpty();
    }

    @Test
    void noBeanIsLeftOfATaskThatCouldNotStart() {
        DomoSinkTask task = new DomoSinkTask();
        Map<String, String> config = counted(orders());
        config.put("domo.proxy.url", "http://no port:x");
        assertThatThrownBy(() -> task.start(config));
        task.stop();
        assertThat(beans.all()).isEmpty();
    }

    @Test
    void aDataSetThatIsFoundByItsNameChangesItsBeanAndNoCountFalls() {
        Map<String, String> config = counted("unused", "dataset.auto.create", "true", "dataset.name", "new \"orders\"");
        config.remove("dataset.id");
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = domo.dataSetsNamed("new \"orders\"").get(0);
        assertThat(beans.dataSet(id, "rows-total")).isEqualTo(10);
        assertThat(beans.all())
                .as("of the task and of the DataSet, none of the name")
                .hasSize(2);
    }
}
