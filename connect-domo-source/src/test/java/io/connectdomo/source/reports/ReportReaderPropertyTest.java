package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.feed.StartPosition;
import io.connectdomo.source.reports.SimulatedHistory.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever Domo and the worker do: of every run the last version comes out, and no version twice in a row. */
class ReportReaderPropertyTest {
    private static final int CASES = Integer.getInteger("reports.cases", 25);
    private static final long T = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    @Test
    void everyRunComesOutInItsLastVersionAndNoVersionTwice() {
        Long one = Long.getLong("reports.seed");
        (one == null ? LongStream.range(0, CASES) : LongStream.of(one)).forEach(ReportReaderPropertyTest::check);
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        long settle = (1 + random.nextInt(24)) * HOUR;
        long length = (1 + random.nextInt(72)) * HOUR;
        List<Report> reports = reports(random, length, settle);
        long start = T + (random.nextBoolean() ? 0 : length / 2);
        ReportSettings settings = new ReportSettings(
                new StartPosition.At(Instant.ofEpochMilli(start)),
                HOUR / (1 + random.nextInt(8)),
                settle,
                1 + random.nextInt(20));
        SimulatedHistory.Dialect dialect = SimulatedHistory.Dialect.any(random);
        SimulatedHistory history = new SimulatedHistory(reports, dialect, random, T + random.nextInt((int) HOUR));
        int heldAtMost = random.nextBoolean() ? ReportReader.HELD_AT_MOST : 1 + random.nextInt(1 + reports.size() / 8);
        double killRate = random.nextInt(2) * 0.05;
        ScenarioRun run = new ScenarioRun(settings, history, random, heldAtMost, killRate);
        expect(seed + " " + dialect, reports, start, run.topicAt(T + length + settle + 8 * 24 * HOUR));
    }

    private static void expect(String seed, List<Report> reports, long start, List<ReportEmission> topic) {
        Map<Long, ReportRun> last = new HashMap<>();
        for (ReportEmission emission : topic) {
            ReportRun run = emission.run();
            ReportRun before = last.put(run.id(), run);
            assertThat(before == null || before.version() != run.version())
                    .as("seed %s run %d is written once in each version", seed, run.id())
                    .isTrue();
        }
        for (Report report : reports) {
            if (report.startsAt() >= start && report.purgedAt() == Long.MAX_VALUE) {
                ReportRun run = last.get(report.id());
                assertThat(run == null ? null : run.body().path("status").textValue())
                        .as("seed %s run %s", seed, report)
                        .isEqualTo(report.lastStatus());
            }
        }
    }

    private static List<Report> reports(Random random, long length, long settle) {
        int count = new int[] {0, 5, 60, 400}[random.nextInt(4)];
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long anyTime = T + (long) (length * random.nextDouble());
            long start = random.nextInt(3) == 0 ? anyTime - anyTime % HOUR : anyTime;
            long queued = start - random.nextInt(600_000);
            boolean late = random.nextInt(5) == 0;
            long visible = late ? start + (long) (settle * 0.9 * random.nextDouble()) : queued;
            boolean stuck = random.nextInt(30) == 0;
            long end = start + random.nextInt(stuck ? (int) (100 * HOUR) : 1_800_000);
            long purged = random.nextInt(10) == 0 ? visible + (long) (length * random.nextDouble()) : Long.MAX_VALUE;
            boolean fails = random.nextInt(10) == 0;
            reports.add(new Report(1000 + i, visible, start, end, purged, fails));
        }
        return reports;
    }
}
