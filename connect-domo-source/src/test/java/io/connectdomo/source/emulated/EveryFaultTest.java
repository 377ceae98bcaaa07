package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.emulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with requests costs a feed time, and no event. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
@Tag("exploration")
class EveryFaultTest {
    private static final Set<Integer> KILLS = Set.of(3, 400, 1071);

    /** The second request of a feed is the first that asks for events. */
    private static final List<Integer> HIT = List.of(3, 6, 13, 40);

    private static final Duration HANGS = Duration.ofSeconds(50);

    /** As if there were no entries. */
    private static final String NOTHING = "an empty list";

    private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("maintenance page, 503", Fault.maintenance(503));
        FAULTS.put("maintenance page, 200", Fault.maintenance(200));
        FAULTS.put("empty 200", Fault.empty(200));
        FAULTS.put("500", Fault.status(500));
        FAULTS.put("429", Fault.status(429));
        FAULTS.put("429 with Retry-After", Fault.status(429).withRetryAfter("1"));
        FAULTS.put("401", Fault.status(401));
        FAULTS.put("403", Fault.status(403));
        FAULTS.put("connection closed", Fault.dropBeforeWork());
        FAULTS.put("reply lost", Fault.dropAfterWork());
        FAULTS.put("hanging", Fault.delay(Duration.ofSeconds(5)));
    }

    static Stream<Arguments> feeds() {
        return Stream.of(
                feed("activity log", "/api/audit/**", ActivityScript::new),
                feed("executions", "/api/data/v1/streams/**", ExecutionScript::new),
                feed("reports", "/api/content/**", ReportScript::new));
    }

    private static Arguments feed(String name, String path, Function<Domo, Script> script) {
        return Arguments.of(name, path, script);
    }

    static Stream<Arguments> everyFault() {
        Stream<Arguments> faults = feeds().flatMap(feed -> FAULTS.keySet().stream()
                .map(fault -> Arguments.of(feed.get()[0], fault, feed.get()[1], feed.get()[2])));
        return Stream.concat(
                faults, Stream.of(Arguments.of("activity log", NOTHING, "/api/audit/**", (Function<Domo, Script>)
                        ActivityScript::new)));
    }

    private static Fault fault(String name) {
        return name.equals(NOTHING) ? Fault.status(200).withBody("[]") : FAULTS.get(name);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyFault")
    void costsNoEvent(String feed, String fault, String path, Function<Domo, Script> script)
            throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            for (int nth : HIT) {
                domo.emulator().faults().add(fault(fault).on("GET", path).nth(nth));
            }
            Map<String, String> impatient =
                    fault.equals("hanging") ? Map.of("domo.request.timeout.ms", "400") : Map.of();
            Played.exactly(domo, script, impatient, KILLS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feeds")
    void aTokenThatStaysRefusedFailsTheTaskAndNothingIsLostWhenItIsRenewed(
            String feed, String path, Function<Domo, Script> scripts) throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            Script script = scripts.apply(domo);
            script.play(0);
            OffsetStore offsets = new OffsetStore();
            Map<String, String> config = domo.config(script.feed(), script.keys());
            config.put("domo.retry.timeout.ms", "300");
            int expired = domo.emulator()
                    .faults()
                    .add(Fault.status(401).on("GET", path).nth(4).always());
            int before;
            try (SimulatedWorker worker = new SimulatedWorker(config, offsets, Set.of())) {
                assertThatThrownBy(() -> worker.runUntil(() -> false))
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining(script.feed())
                        .hasMessageContaining("token")
                        .hasMessageContaining("Nothing is lost");
                before = worker.written().size();
            }
            domo.emulator().faults().remove(expired);
            int total = script.expected(0).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(before).isLessThan(total);
            try (SimulatedWorker worker = new SimulatedWorker(config, offsets, Set.of())) {
                worker.runUntil(() -> before + worker.written().size() >= total);
                worker.runUntilQuiet(domo::requests);
                assertThat(before + worker.written().size()).isEqualTo(total);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feeds")
    void aTaskStopsAtOnceWhileARequestHangs(String feed, String path, Function<Domo, Script> scripts)
            throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            Script script = scripts.apply(domo);
            script.play(0);
            int hanging = domo.emulator()
                    .faults()
                    .add(Fault.delay(HANGS).on("GET", path).always());
            SimulatedWorker worker =
                    new SimulatedWorker(domo.config(script.feed(), script.keys()), new OffsetStore(), Set.of());
            worker.runUntil(() -> domo.emulator().faults().matched(hanging) == 1);
            long began = System.nanoTime();
            worker.close();
            // Milliseconds, and a second where the machine is busy; the request takes HANGS.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(HANGS.dividedBy(4));
        }
    }
}
