package io.connectdomo.benchmarks.worker;

import java.util.List;

/**
 * How fast a whole worker is with Debezium's change events, beside a sink that does nothing on the same topic: an envelope
 * with its schema in every record, upserts over 20 000 keys, one partition, one task, into a server that only counts. From
 * the root of the project:
 *
 * <pre>{@code
 * connect-domo-benchmarks/run UpsertBenchmark
 * }</pre>
 */
public final class UpsertBenchmark {
    private static final String HEAP = "2g";
    private static final long RECORDS = 200_000;
    private static final int PAIRS = 5;

    private UpsertBenchmark() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(args, RECORDS, PAIRS);
        List<String> more = arguments.workerJvmOption() == null ? List.of() : List.of(arguments.workerJvmOption());
        Changes changes = new Changes(arguments.records());
        System.out.printf("Starting, and filling the topic with %,d change events%n", arguments.records());
        try (MeasuredStack stack = MeasuredStack.start(changes, HEAP, arguments, more)) {
            System.out.printf(
                    "Worker: process %d, -Xmx%s; %,d bytes of JSON with their schema in each record, %,d keys; every"
                            + " connector with %s%n",
                    stack.workerPid(),
                    HEAP,
                    changes.value(0).length(),
                    Changes.KEYS,
                    arguments.overrides().isEmpty() ? "defaults" : arguments.overrides());
            Pair.measure(stack, arguments.pairs());
        }
    }
}
