package io.connectdomo.sink.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A property over many seeds. {@code -Dseed=} repeats one, {@code -Dcases=} says how many from there on; what fails is printed with its
 * seed and its history.
 */
public final class SimulatedCases {
    private static final int MOST_FAILURES = 3;

    private SimulatedCases() {}

    /**
     * Runs them one after another.
     *
     * @param usually how many where nothing else is said
     * @param run of one seed; returns what was found wrong, with its history
     * @throws AssertionError where anything was
     */
    public static void check(String property, int usually, LongFunction<Optional<String>> run) {
        Long asked = Long.getLong("seed");
        long first = asked == null ? 1 : asked;
        int cases = Integer.getInteger("cases", asked == null ? usually : 1);
        List<String> failures = new ArrayList<>();
        for (long seed = first; seed < first + cases && failures.size() < MOST_FAILURES; seed++) {
            long each = seed;
            run.apply(seed).ifPresent(wrong -> failures.add("-Dseed=" + each + ": " + wrong));
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    property + ", of " + cases + " cases from seed " + first + ":\n" + String.join("\n\n", failures));
        }
    }
}
