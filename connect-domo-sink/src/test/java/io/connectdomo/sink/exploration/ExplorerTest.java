package io.connectdomo.sink.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random plans, on Kafka's own {@code WorkerSinkTask} and in simulated time, against the one promise: no committed offset is above a
 * record that is neither in Domo nor in the dead-letter queue nor skipped on purpose.
 *
 * <p>{@code -Dexplore.seed=} and {@code -Dexplore.runs=} choose; a failure prints its plan, made as short as it gets.
 */
@Tag("exploration")
class ExplorerTest {
    private static final long SEED = Long.getLong("explore.seed", 20261130);
    private static final int RUNS = Integer.getInteger("explore.runs", 500);
    private static final int THREADS = Integer.getInteger("explore.threads", 2);
    private static final int MOST_FAILURES = Integer.getInteger("explore.failures", 1);

    /** A run that hangs is cancelled, so that the build tells of it. Many more runs than a build's want more. */
    private static final long LONGEST_MINUTES = 10 + RUNS / 500L;

    /** Else the second execution of this class would prove nothing. */
    @Test
    void runsOnTheKafkaThatItShould() {
        assertThat(AppInfoParser.getVersion())
                .isEqualTo(System.getProperty("explore.kafka", AppInfoParser.getVersion()));
    }

    @Test
    void nothingIsLostWhateverHappens() throws Exception {
        long beginning = System.nanoTime();
        AtomicLong next = new AtomicLong(SEED);
        List<String> failures = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> explorers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                explorers.add(() -> explore(next, failures));
            }
            for (Future<Void> explorer : threads.invokeAll(explorers, LONGEST_MINUTES, TimeUnit.MINUTES)) {
                explorer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("Kafka " + AppInfoParser.getVersion() + ": " + RUNS + " runs from seed " + SEED + ", "
                + (System.nanoTime() - beginning) / 1_000_000_000 + " s");
        assertThat(failures).as("of " + RUNS + " runs from seed " + SEED).isEmpty();
    }

    private static Void explore(AtomicLong next, List<String> failures) throws IOException {
        try (Explorer explorer = new Explorer()) {
            for (long seed = next.getAndIncrement(); seed < SEED + RUNS; seed = next.getAndIncrement()) {
                Plan plan = new Planner(seed).plan();
                Optional<String> failure = explorer.fails(plan);
                if (failure.isPresent()) {
                    String report = report(explorer, plan, failure.get());
                    synchronized (failures) {
                        failures.add(report);
                        if (failures.size() >= MOST_FAILURES) {
                            next.set(Long.MAX_VALUE - THREADS);
                        }
                    }
                }
            }
        }
        return null;
    }

    private static String report(Explorer explorer, Plan plan, String failure) throws IOException {
        Plan shortest = explorer.shrink(plan);
        return "\n" + failure + "\nshort: " + explorer.fails(shortest).orElse("(not again)") + "\n" + shortest;
    }
}
