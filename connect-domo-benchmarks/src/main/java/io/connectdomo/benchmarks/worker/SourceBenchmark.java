package io.connectdomo.benchmarks.worker;

import io.connectdomo.benchmarks.worker.SourceStack.Backfill;
import io.connectdomo.benchmarks.worker.SourceStack.Watch;
import io.connectdomo.emulator.GeneratedLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast a whole worker reads a year of the activity log with this source, exactly once, beside a download of the same
 * entries by someone who knows the pages beforehand; then what the source costs Domo and Kafka when nothing happens, and at 20
 * events a second. Pairs of runs alternate with the download, because the machine breathes. From the root of the project:
 *
 * <pre>{@code
 * connect-domo-benchmarks/run SourceBenchmark
 * }</pre>
 */
public final class SourceBenchmark {
    private static final String HEAP = "1g";
    private static final long EVENTS = 1_000_000;
    private static final int PAIRS = 3;
    private static final int PER_SECOND = 20;
    /** Sooner than any answer over the internet. */
    private static final Duration LATENCY = Duration.ofMillis(50);

    private static final Duration IDLE = Duration.ofMinutes(3);
    private static final Duration BUSY = Duration.ofMinutes(6);
    /** Longer than activity.log.max.delay.ms: an offset holds as much as it ever will. */
    private static final Duration PAST = Duration.ofMinutes(20);

    private SourceBenchmark() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(args, EVENTS, PAIRS);
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        try (SourceStack stack = SourceStack.start(HEAP, arguments)) {
            System.out.printf(
                    "One task, -Xmx%s, exactly once; logs in %s%n%-34s  %11s  %11s  %6s  %9s  %8s%n",
                    HEAP, stack.logs(), "", "download/s", "source/s", "ratio", "requests", "offset");
            for (GeneratedLog.Shape shape : List.of(GeneratedLog.Shape.STEADY, GeneratedLog.Shape.NIGHTS)) {
                GeneratedLog log = GeneratedLog.of(7, arguments.records(), now.minus(365, ChronoUnit.DAYS), now)
                        .shaped(shape);
                stack.log(log);
                pairs(stack, log, shape + ", no latency", Duration.ZERO, arguments.pairs());
                pairs(stack, log, shape + ", " + LATENCY.toMillis() + " ms a reply", LATENCY, arguments.pairs());
            }
            stack.latency(Duration.ZERO);
            stack.log(GeneratedLog.of(8, 1, now.minus(1, ChronoUnit.DAYS), now.minus(23, ChronoUnit.HOURS)));
            print("idle", stack.watch(PAST, IDLE));
            Instant from = Instant.now().minus(PAST);
            stack.log(GeneratedLog.live(9, PER_SECOND, from, PAST.plus(BUSY).plusMinutes(10)));
            print(PER_SECOND + " events/s", stack.watch(PAST, BUSY));
        }
    }

    private static void pairs(SourceStack stack, GeneratedLog log, String name, Duration latency, int count) {
        stack.latency(latency);
        List<Double> ratios = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            double ceiling = i % 2 == 1 ? stack.ceiling().measure(log) : 0;
            Backfill backfill = stack.backfill(log);
            ceiling = ceiling == 0 ? stack.ceiling().measure(log) : ceiling;
            ratios.add(backfill.eventsPerSecond() / ceiling);
            System.out.printf(
                    Locale.ROOT,
                    "%-34s  %,11.0f  %,11.0f  %6.2f  %,9d  %,8d%n",
                    name,
                    ceiling,
                    backfill.eventsPerSecond(),
                    backfill.eventsPerSecond() / ceiling,
                    backfill.requests(),
                    backfill.offsetBytes());
        }
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "%-34s  median of the ratios %.2f%n", name, sorted[sorted.length / 2]);
    }

    private static void print(String name, Watch watch) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f requests a minute, offsets of up to %,d bytes, %,.0f bytes of them a minute",
                name,
                watch.requestsPerMinute(),
                watch.offsetBytes(),
                watch.offsetBytesPerMinute());
        List<Long> delays = watch.delays();
        if (!delays.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    ", %,d events arrived after p50 %.1f s, p99 %.1f s, at most %.1f s",
                    delays.size(),
                    delays.get(delays.size() / 2) / 1000.0,
                    delays.get(delays.size() * 99 / 100) / 1000.0,
                    delays.get(delays.size() - 1) / 1000.0);
        }
        System.out.println();
    }
}
