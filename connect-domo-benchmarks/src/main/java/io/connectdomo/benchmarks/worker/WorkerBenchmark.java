package io.connectdomo.benchmarks.worker;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** One run of each; {@code noOpFirst} says in which order. */
    private record Pair(Timing noOp, Timing domo) {
        static Pair run(MeasuredStack stack, boolean noOpFirst) {
            if (noOpFirst) {
                Timing noOp = stack.readByNoOp();
                return new Pair(noOp, stack.readIntoDomo());
            }
            Timing domo = stack.readIntoDomo();
            return new Pair(stack.readByNoOp(), domo);
        }

        double putRatio() {
            return domo.putPerSecond() / noOp.putPerSecond();
        }

        /** What the ratio would be if the task's thread had a processor to itself. */
        double cpuRatio() {
            return noOp.taskCpuPerRecord() / domo.taskCpuPerRecord();
        }

        double committedRatio() {
            return domo.committedPerSecond() / noOp.putPerSecond();
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-7s  %,10.0f  %,10.0f  %,10.0f  %8.3f  %15.3f  %8.0f  %8.0f  %8.3f%n",
                    name,
                    noOp.putPerSecond(),
                    domo.putPerSecond(),
                    domo.committedPerSecond(),
                    putRatio(),
                    committedRatio(),
                    noOp.taskCpuPerRecord(),
                    domo.taskCpuPerRecord(),
                    cpuRatio());
        }
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(args, RECORDS, PAIRS);
        List<String> more = arguments.workerJvmOption() == null ? List.of() : List.of(arguments.workerJvmOption());
        System.out.printf("Starting, and filling the topic with %,d records%n", arguments.records());
        try (MeasuredStack stack = MeasuredStack.start(HEAP, arguments, more)) {
            System.out.printf(
                    "Worker: process %d, -Xmx%s; every connector with %s%n",
                    stack.workerPid(), HEAP, arguments.overrides().isEmpty() ? "defaults" : arguments.overrides());
            System.out.print(
                    "         no-op/s     put/s       committed/s  put/no-op  committed/no-op  no-op ns   put ns    cpu ratio\n");
            measure(stack, arguments.pairs());
            HttpCeiling.Result ceiling = stack.httpCeiling().measure();
            System.out.printf(
                    Locale.ROOT,
                    "HTTP alone, one thread, parts of 16 MiB: %,.0f MiB/s, %,.0f rows/s of %.0f bytes%n",
                    ceiling.mebibytesPerSecond(),
                    ceiling.rowsPerSecond(),
                    ceiling.bytesPerRow());
        }
    }

    private static void measure(MeasuredStack stack, int count) {
        System.out.print(Pair.run(stack, true).line("warm-up"));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Pair pair = Pair.run(stack, i % 2 == 1);
            pairs.add(pair);
            System.out.print(pair.line("pair " + i));
        }
        System.out.printf(
                Locale.ROOT,
                "median of the ratios: put %.3f, committed %.3f, processor time of the task %.3f%n",
                median(pairs.stream().mapToDouble(Pair::putRatio).toArray()),
                median(pairs.stream().mapToDouble(Pair::committedRatio).toArray()),
                median(pairs.stream().mapToDouble(Pair::cpuRatio).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
