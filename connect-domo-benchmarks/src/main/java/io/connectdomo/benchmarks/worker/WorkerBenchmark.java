package io.connectdomo.benchmarks.worker;

import java.util.List;
import java.util.Locale;

/**
 * How fast a whole worker is with this sink, beside a sink that does nothing on the same topic: one partition, one task,
 * JSON of 230 bytes without a schema, into a server that only counts. Pairs of runs alternate, because the machine
 * breathes: only ratios within a pair mean anything. From the root of the project:
 *
 * <pre>{@code
 * connect-domo-benchmarks/run WorkerBenchmark
 * }</pre>
 */
public final class WorkerBenchmark {
    private static final String HEAP = "2g";
    private static final long RECORDS = 4_000_000;
    private static final int PAIRS = 5;

    private WorkerBenchmark() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(args, RECORDS, PAIRS);
        List<String> more = arguments.workerJvmOption() == null ? List.of() : List.of(arguments.workerJvmOption());
        System.out.printf("Starting, and filling the topic with %,d records%n", arguments.records());
        try (MeasuredStack stack = MeasuredStack.start(new Orders(), HEAP, arguments, more)) {
            System.out.printf(
                    "Worker: process %d, -Xmx%s; every connector with %s%n",
                    stack.workerPid(), HEAP, arguments.overrides().isEmpty() ? "defaults" : arguments.overrides());
            Pair.measure(stack, arguments.pairs());
            HttpCeiling.Result ceiling = stack.httpCeiling().measure();
            System.out.printf(
                    Locale.ROOT,
                    "HTTP alone, one thread, parts of 16 MiB: %,.0f MiB/s, %,.0f rows/s of %.0f bytes%n",
                    ceiling.mebibytesPerSecond(),
                    ceiling.rowsPerSecond(),
                    ceiling.bytesPerRow());
        }
    }
}
