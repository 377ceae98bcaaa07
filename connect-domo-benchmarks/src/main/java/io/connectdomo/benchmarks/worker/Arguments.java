package io.connectdomo.benchmarks.worker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the command line may change.
 *
 * @param records how many are in the topic
 * @param pairs how many pairs of runs are counted
 * @param overrides of connector configurations, the same for every connector
 * @param workerJvmOption one more for the worker, a profiler for example; null without
 */
record Arguments(long records, int pairs, Map<String, String> overrides, String workerJvmOption) {
    static final String USAGE = """
            options:
              --records N         in the topic; events of the log (SourceBenchmark)
              --pairs N           of runs (WorkerBenchmark, UpsertBenchmark, SourceBenchmark)
              --with KEY=VALUE    of every connector's configuration, consumer.override.max.poll.records=2000 say
              --worker-jvm OPTION one more option of the worker's JVM""";

    Arguments {
        overrides = Map.copyOf(overrides);
    }

    static Arguments parse(String[] args, long records, int pairs) {
        Arguments parsed = new Arguments(records, pairs, Map.of(), null);
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value\n" + USAGE);
            }
            parsed = parsed.with(args[i], args[i + 1]);
        }
        return parsed;
    }

    private Arguments with(String option, String value) {
        return switch (option) {
            case "--records" -> new Arguments(Long.parseLong(value), pairs, overrides, workerJvmOption);
            case "--pairs" -> new Arguments(records, Integer.parseInt(value), overrides, workerJvmOption);
            case "--worker-jvm" -> new Arguments(records, pairs, overrides, value);
            case "--with" -> new Arguments(records, pairs, plus(overrides, value), workerJvmOption);
            default -> throw new IllegalArgumentException("Unknown option " + option + "\n" + USAGE);
        };
    }

    private static Map<String, String> plus(Map<String, String> overrides, String keyAndValue) {
        String[] both = keyAndValue.split("=", 2);
        if (both.length < 2) {
            throw new IllegalArgumentException("--with needs KEY=VALUE, was " + keyAndValue);
        }
        Map<String, String> more = new LinkedHashMap<>(overrides);
        more.put(both[0], both[1]);
        return more;
    }
}
