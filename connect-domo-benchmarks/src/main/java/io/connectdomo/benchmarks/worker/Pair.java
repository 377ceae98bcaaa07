package io.connectdomo.benchmarks.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One run of each; {@code noOpFirst} says in which order. */
record Pair(Timing noOp, Timing domo) {
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

    /** A warm-up, then so many pairs in alternating order; prints each, and the medians. */
    static void measure(MeasuredStack stack, int count) {
        System.out.print(
                "         no-op/s     put/s       committed/s  put/no-op  committed/no-op  no-op ns   put ns    cpu ratio\n");
        System.out.print(run(stack, true).line("warm-up"));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Pair pair = run(stack, i % 2 == 1);
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
