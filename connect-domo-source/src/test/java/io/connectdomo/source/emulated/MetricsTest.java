package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What JMX says while a feed is read is what happened. */
@Timeout(120)
class MetricsTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    static Stream<Arguments> feeds() {
        return Stream.of(
                feed("activity-log", ActivityScript::new),
                feed("stream-executions", ExecutionScript::new),
                feed("report-history", ReportScript::new));
    }

    private static Arguments feed(String name, Function<Domo, Script> script) {
        return Arguments.of(name, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feeds")
    void recordsRequestsAndTheBackfillAreThoseOfDomoAndNoBeanIsLeft(String feed, Function<Domo, Script> scripts)
            throws IOException, InterruptedException, JMException {
        try (Domo domo = new Domo()) {
            Script script = scripts.apply(domo);
            script.play(0);
            SimulatedWorker worker =
                    new SimulatedWorker(domo.config(feed, counted(script.keys())), new OffsetStore(), Set.of());
            try (worker) {
                worker.runUntilQuiet(domo::requests);
                assertThat(read(feed, "records-total"))
                        .isEqualTo(worker.written().size());
                worker.runUntil(() -> value(feed, "backfill-progress-percent") == 100);
                assertThat(read(feed, "backfill-remaining-ms")).isZero();
                assertThat(read(feed, "windows-total")).isPositive();
                assertThat(read(feed, "delay-ms"))
                        .isBetween(0L, Duration.ofMinutes(1).toMillis());
                assertThat(read(feed, "failed-reads-total")).isZero();
                // Counted when it is sent: one may not have arrived yet.
                assertThat(read(null, "requests-total")).isBetween(1L, domo.requests() + 1L);
                assertThat(read(null, "records-total"))
                        .isEqualTo(worker.written().size());
            }
            assertThat(server.queryNames(new ObjectName("io.connectdomo:connector=\"counted\",*"), null))
                    .isEmpty();
        }
    }

    @Test
    void anOutageShowsInWaitingAndTheDelayGrows() throws IOException, InterruptedException, JMException {
        try (Domo domo = new Domo()) {
            Script script = new ActivityScript(domo);
            script.play(0);
            SimulatedWorker worker = new SimulatedWorker(
                    domo.config(script.feed(), counted(script.keys())), new OffsetStore(), Set.of());
            try (worker) {
                worker.runUntilQuiet(domo::requests);
                int outage = domo.emulator()
                        .faults()
                        .add(Fault.status(503).on("GET", "/api/audit/**").always());
                worker.runUntil(() -> value("failed-reads-server-error-total") >= 3);
                long before = value("delay-ms");
                worker.runUntil(() -> value("waiting-ms") > 100 && value("delay-ms") > before + 100);
                assertThat(value("partitions-waiting")).isEqualTo(1);
                domo.emulator().faults().remove(outage);
                worker.runUntil(() -> value("waiting-ms") == 0);
                assertThat(value("last-success-age-ms")).isLessThan(60_000);
            }
        }
    }

    private static Map<String, String> counted(Map<String, String> keys) {
        Map<String, String> config = new HashMap<>(keys);
        config.put("name", "counted");
        return config;
    }

    private long value(String attribute) {
        return value("activity-log", attribute);
    }

    private long value(String feed, String attribute) {
        try {
            return read(feed, attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** @param feed null for the task */
    private long read(String feed, String attribute) throws JMException {
        String name = feed == null
                ? "io.connectdomo:type=source-task,connector=\"counted\",task=0"
                : "io.connectdomo:type=source-feed,connector=\"counted\",task=0,feed=" + feed;
        return (Long) server.getAttribute(new ObjectName(name), attribute);
    }
}
