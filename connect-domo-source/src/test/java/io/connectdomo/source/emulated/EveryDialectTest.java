package io.connectdomo.source.emulated;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Dialect.Switch;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each feed over real HTTP, with every switch for feeds in every position, alone, and the worker killed behind several records:
 * every event is in the topic as often as it happened, whatever Domo's answer is.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
@Tag("exploration")
class EveryDialectTest {
    private static final Set<Integer> KILLS = Set.of(1, 2, 30, 299, 501, 700, 1071, 1080, 1101, 1104);

    static Stream<Arguments> everyPosition() {
        return Stream.of(
                        positions("activity log", ActivityScript::new, "AUDIT_"),
                        positions("executions", ExecutionScript::new, "EXECUTION_"),
                        positions("reports", ReportScript::new, "REPORT_"))
                .flatMap(Function.identity());
    }

    /** All defaults together, then each other position of a switch. */
    private static Stream<Arguments> positions(String feed, Function<Domo, Script> script, String of) {
        Stream<Dialect> others = Arrays.stream(Switch.values())
                .filter(each -> each.name().startsWith(of) || each == Switch.API_PATH)
                .map(Switch::positions)
                .flatMap(positions -> positions.stream().skip(1))
                // How a page is refused is told apart without a server: here it is enough that it is.
                .filter(position -> !position.name().matches("EXECUTION_.*_(NO_PAGE|FORBIDDEN)"));
        return Stream.concat(Stream.of(Dialect.API_PATH_BOTH), others)
                .map(position -> Arguments.of(feed, position, script));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyPosition")
    void everyEventComesAsOftenAsItHappened(String feed, Dialect position, Function<Domo, Script> script)
            throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            domo.emulator().dialects().speak(position);
            String path = position == Dialect.API_PATH_EMPTY ? "" : "/api";
            Played.exactly(domo, script, Map.of("domo.compat.api.path", path), KILLS);
        }
    }
}
