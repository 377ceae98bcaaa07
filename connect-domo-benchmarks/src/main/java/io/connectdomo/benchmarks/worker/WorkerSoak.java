package io.connectdomo.benchmarks.worker;

import java.util.List;
import java.util.Locale;

/**
 * A worker with 512 MB of heap takes five million records into one batch: parts must go out as they fill, or the heap
 * would not do. Ends with 0 only if Domo has counted every record exactly once and nothing failed. From the root of the
 * project:
 *
 * <pre>{@code
 * connect-domo-benchmarks/run WorkerSoak
 * }</pre>
 */
public final class WorkerSoak {
    private static final String HEAP = "512m";
    private static final long RECORDS = 5_000_000;
    private static final int SLICES = 5;

    private WorkerSoak() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(args, RECORDS, 1);
        System.out.printf("Starting, and filling the topic with %,d records%n", arguments.records());
        try (MeasuredStack stack = MeasuredStack.start(new Orders(), HEAP, arguments, List.of())) {
            GcLog before = stack.gcLog();
            Timing timing = stack.readIntoDomo();
            GcLog collections = stack.gcLog().since(before);
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows counted once each, as one batch, in %.1f s (%,.0f/s from a cold start); nothing failed%n",
                    arguments.records(),
                    timing.committedSeconds(),
                    timing.committedPerSecond());
            System.out.printf(
                    Locale.ROOT,
                    "Heap of the worker (-Xmx%s): peak %d MiB after a collection, %d MiB before one; %d collections,"
                            + " %.2f s in all%n",
                    HEAP,
                    collections.peakAfterMib(),
                    collections.peakUsedMib(),
                    collections.pauses().size(),
                    collections.pausedSeconds());
            System.out.printf(
                    "Peak after a collection, fifth by fifth of them: %s MiB%n", collections.peaksAfterMib(SLICES));
        }
    }
}
