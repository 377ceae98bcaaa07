package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Page;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever Domo and the worker do: what is emitted is what happened. {@code -Dexecutions.seed=n} runs one case again. */
class ExecutionReaderPropertyTest {
    private static final int CASES = Integer.getInteger("executions.cases", 250);

    @Test
    void everyRunComesOutInItsLastVersionAndNoVersionTwice() {
        seeds().forEach(seed -> {
            Scenario scenario = Scenario.random(seed);
            Map<Long, List<Integer>> topic = run(scenario, true);
            for (Run run : scenario.runs()) {
                List<Integer> emitted = topic.getOrDefault(run.id(), List.of());
                assertThat(emitted)
                        .as("seed %d, %s, %s", seed, run, scenario.habits())
                        .doesNotHaveDuplicates();
                assertThat(versions(run).stream().filter(emitted::contains))
                        .as("seed %d, %s, %s", seed, run, scenario.habits())
                        .containsExactlyElementsOf(emitted);
                if (hasToComeOut(scenario, run)) {
                    assertThat(emitted)
                            .as("seed %d, %s, %s", seed, run, scenario.habits())
                            .endsWith(version(run, run.last()));
                }
            }
            if (scenario.settings().emit() == Emit.TERMINAL) {
                assertThat(topic.values())
                        .as("seed %d", seed)
                        .allSatisfy(list -> assertThat(list)
                                .doesNotContain(new Execution(1, "ACTIVE", 0, Execution.NONE, null).version()));
            }
        });
    }

    @Test
    void withoutExactlyOnceNothingIsLost() {
        seeds().limit(CASES / 3).forEach(seed -> {
            Scenario scenario = Scenario.random(seed);
            Map<Long, List<Integer>> topic = run(scenario, false);
            for (Run run : scenario.runs()) {
                if (hasToComeOut(scenario, run)) {
                    assertThat(topic.getOrDefault(run.id(), List.of()))
                            .as("seed %d, %s, %s", seed, run, scenario.habits())
                            .endsWith(version(run, run.last()));
                }
            }
        });
    }

    private static LongStream seeds() {
        Long one = Long.getLong("executions.seed");
        return one == null ? LongStream.range(0, CASES) : LongStream.of(one);
    }

    /** By executionId: the versions in the order in which they were emitted. */
    private static Map<Long, List<Integer>> run(Scenario scenario, boolean exactlyOnce) {
        Random random = new Random(~scenario.seed());
        SimulatedStream stream =
                new SimulatedStream(scenario.runs(), scenario.habits(), random, scenario.workerStartsAt());
        ScenarioRun run = new ScenarioRun(scenario.settings(), stream, random, scenario.killRate(), exactlyOnce);
        run.until(scenario.last()).drained();
        Map<Long, List<Integer>> versions = new HashMap<>();
        for (Emission emission : run.topic()) {
            versions.computeIfAbsent(emission.run().id(), id -> new ArrayList<>())
                    .add(emission.run().version());
        }
        return versions;
    }

    /** Not what was deleted, what Domo does not date, or what never ended where only ends are wanted; nor what no page shows. */
    private static boolean hasToComeOut(Scenario scenario, Run run) {
        if (!isShown(scenario, run)) {
            return false;
        }
        boolean wanted = run.startedAt() >= scenario.begin() && !run.startHidden();
        boolean shown = scenario.settings().emit() == Emit.CHANGES
                || run.shown(run.last(), false).terminal();
        return wanted && shown && run.deletedAt() == Long.MAX_VALUE;
    }

    /** Without a list of all, only what the histories reach down to at any time, and at the least the last run. */
    private static boolean isShown(Scenario scenario, Run run) {
        Habits habits = scenario.habits();
        List<Run> runs = scenario.runs();
        boolean whole = (habits.has(Page.AGGREGATE) || habits.has(Page.HISTORY))
                // Rows that can't be read take their places.
                && 3 * runs.size() <= habits.latestLimit();
        return habits.has(Page.LIST)
                || whole
                || run.id() == runs.get(runs.size() - 1).id();
    }

    private static List<Integer> versions(Run run) {
        return run.versions().stream().map(version -> version(run, version)).toList();
    }

    private static int version(Run run, Version version) {
        return run.shown(version, false).version();
    }
}
