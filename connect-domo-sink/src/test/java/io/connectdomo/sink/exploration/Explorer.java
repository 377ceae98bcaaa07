package io.connectdomo.sink.exploration;

import io.connectdomo.sink.simulation.SimulatedTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Runs plans one after another on one thread, and makes a plan that fails as short as it can. */
final class Explorer implements AutoCloseable {
    /** After so many runs the emulator is made anew, since it forgets nothing. */
    private static final int RUNS_OF_ONE_EMULATOR = 50;

    private SimulatedTime time;
    private Domo domo;
    private int runs;

    /** What went wrong, empty where nothing did. */
    Optional<String> fails(Plan plan) throws IOException {
        if (runs++ % RUNS_OF_ONE_EMULATOR == 0) {
            close();
            time = new SimulatedTime(new SplittableRandom(plan.seed()));
            domo = new Domo(time);
        }
        time.random(new SplittableRandom(plan.seed()));
        try {
            new Run(plan, time, domo).run();
            return Optional.empty();
        } catch (Oracle.Violation violation) {
            return Optional.of(violation.getMessage());
        }
    }

    /** The plan with as few steps as still fail, in any way. */
    Plan shrink(Plan failing) throws IOException {
        Plan best = failing;
        for (int size = Math.max(1, best.steps().size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < best.steps().size(); ) {
                List<Step> fewer = new ArrayList<>(best.steps());
                fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
                Plan candidate = best.with(List.copyOf(fewer));
                if (fails(candidate).isPresent()) {
                    best = candidate;
                } else {
                    from += size;
                }
            }
        }
        return best;
    }

    @Override
    public void close() throws IOException {
        if (domo != null) {
            domo.close();
            time.close();
        }
    }
}
