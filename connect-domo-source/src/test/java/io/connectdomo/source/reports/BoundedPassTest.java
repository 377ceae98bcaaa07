package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.feed.StartPosition;
import io.connectdomo.source.reports.SimulatedHistory.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A history of any size is read with a bound on what is in memory, and comes out as if there were none. */
class BoundedPassTest {
    private static final int CASES = Integer.getInteger("reports.cases", 25);
    private static final long T = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final long MONTH = 30 * 24 * HOUR;
    private static final long NEVER = Long.MAX_VALUE;

    /** Also where many runs began at the same time, wait, or have not ended; and after a kill behind any record. */
    @Test
    void aHistoryManyTimesTheBoundComesOutOnceAndAscending() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Report> reports = reports(random);
            double failures = random.nextInt(3) == 0 ? 0.1 : 0;
            SimulatedHistory history = new SimulatedHistory(
                    reports, SimulatedHistory.Dialect.plain(20 + random.nextInt(100), failures), random, T);
            ReportSettings settings = new ReportSettings(
                    new StartPosition.Earliest(), HOUR, (1 + random.nextInt(48)) * HOUR, 1 + random.nextInt(20));
            int heldAtMost = 1 + random.nextInt(reports.size() / 8);
            double killRate = random.nextInt(2) * 0.05;
            List<ReportEmission> topic =
                    new ScenarioRun(settings, history, random, heldAtMost, killRate).topicAt(T + 6 * 24 * HOUR);
            assertThat(topic)
                    .extracting(emission -> emission.run().id())
                    .as("seed %d, %d held", seed, heldAtMost)
                    .containsExactlyElementsOf(expected(reports));
        }
    }

    private static List<Long> expected(List<Report> reports) {
        return reports.stream()
                .sorted(Comparator.comparingLong(Report::startsAt).thenComparingLong(Report::id))
                .map(Report::id)
                .toList();
    }

    private static List<Report> reports(Random random) {
        int count = 40 + random.nextInt(400);
        int times = 1 + random.nextInt(count);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = T - 1 - MONTH * random.nextInt(times) / times;
            boolean waits = random.nextInt(20) == 0;
            boolean runs = random.nextInt(20) == 0;
            reports.add(new Report(1000 + i, 0, waits ? NEVER : start, waits || runs ? NEVER : start + 1, NEVER));
        }
        return reports;
    }
}
