package io.connectdomo.benchmarks.encode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Rows a second, bytes allocated a row, and how many times the peer of the same run. */
public final class EncodeReport {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Whom each is held against. */
    private static final Map<String, List<String>> PEERS = Map.of(
            "struct", List.of("jacksonStruct", "jacksonCellsOnly", "commonsCsvStruct"), "map", List.of("jacksonMap"));

    private EncodeReport() {}

    /** Empty where {@code results} has no run of {@link EncodeBenchmark}. */
    public static String of(Collection<RunResult> results) {
        Map<Integer, Map<String, RunResult>> byColumns = new TreeMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            if (benchmark.startsWith(EncodeBenchmark.class.getName())) {
                int columns = Integer.parseInt(result.getParams().getParam("columns"));
                String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
                byColumns.computeIfAbsent(columns, c -> new TreeMap<>()).put(name, result);
            }
        }
        StringBuilder text = new StringBuilder();
        byColumns.forEach((columns, runs) -> runs.forEach((name, run) -> text.append(line(columns, name, runs))));
        return text.toString();
    }

    private static String line(int columns, String name, Map<String, RunResult> runs) {
        RunResult run = runs.get(name);
        Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
        List<String> ratios = new ArrayList<>();
        for (String peer : PEERS.getOrDefault(name, List.of())) {
            if (runs.containsKey(peer)) {
                ratios.add(String.format(Locale.ROOT, "%.2f x %s", rate(run) / rate(runs.get(peer)), peer));
            }
        }
        return String.format(
                Locale.ROOT,
                "%3d columns  %-17s %,12.0f rows/s  %,8.0f bytes/row  %s%n",
                columns,
                name,
                rate(run),
                allocated == null ? Double.NaN : allocated.getScore(),
                String.join(", ", ratios));
    }

    private static double rate(RunResult run) {
        return run.getPrimaryResult().getScore();
    }
}
