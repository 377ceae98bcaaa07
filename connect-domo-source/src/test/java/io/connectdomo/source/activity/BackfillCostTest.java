package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.activity.SimulatedLog.Event;
import io.connectdomo.source.activity.SimulatedLog.Habits;
import io.connectdomo.source.feed.StartPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a backfill asks of Domo, against knowing where every page begins. Three quarters of the requests' worth must be new
 * entries; of crowds that do not fit into memory, or whose edges have to be searched for in a long silence, a little less.
 */
@Tag("exploration")
class BackfillCostTest {
    private static final long T = Scenario.EPOCH;
    private static final int LIMIT = 1000;
    private static final double BAR = 0.75;
    private static final double BAR_OF_STEEP_EDGES = 0.7;
    private static final double BAR_BEYOND_MEMORY = 0.65;
    private static final int MOST_HELD = 18;
    private static final int SEEDS = Integer.getInteger("backfill.cases", 1);
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private Random random;

    @Test
    void evenTraffic() {
        assertUseful(BAR, 300_000, 3 * DAY, () -> () -> random.nextLong(3 * DAY));
    }

    @Test
    void steepBurstsInSilence() {
        assertUseful(BAR, 200_000, 14 * DAY, () -> bursts(40, 14 * DAY, 2 * MINUTE));
    }

    @Test
    void steeperBurstsInALongerSilence() {
        assertUseful(BAR_OF_STEEP_EDGES, 200_000, 365 * DAY, () -> bursts(40, 365 * DAY, 1000));
    }

    @Test
    void wideBurstsOfManyReplies() {
        assertUseful(BAR_OF_STEEP_EDGES, 200_000, DAY, () -> bursts(8, DAY, 20 * MINUTE));
    }

    @Test
    void burstsThatDoNotFitIntoMemory() {
        assertUseful(BAR_BEYOND_MEMORY, 400_000, 14 * DAY, () -> bursts(6, 14 * DAY, 10 * MINUTE));
    }

    @Test
    void nearSilentNights() {
        assertUseful(BAR, 300_000, 14 * DAY, () -> this::dayRatherThanNight);
    }

    @Test
    void aMillionEntriesOfNearSilentNights() {
        random = new Random(11);
        assertThat(usefulShare(1_000_000, 14 * DAY, this::dayRatherThanNight)).isGreaterThan(BAR);
    }

    /** A year of nothing, then everything: as where the instance is new, or its log was imported. */
    @Test
    void everythingInOneHourOfAYear() {
        long hour = 60 * MINUTE;
        assertUseful(BAR_OF_STEEP_EDGES, 200_000, 365 * DAY, () -> () -> 300 * DAY + random.nextLong(hour));
    }

    private void assertUseful(double bar, int entries, long length, Supplier<LongSupplier> traffic) {
        for (int seed = 11; seed < 11 + SEEDS; seed++) {
            random = new Random(seed);
            assertThat(usefulShare(entries, length, traffic.get()))
                    .as("seed %d", seed)
                    .isGreaterThan(bar);
        }
    }

    private long dayRatherThanNight() {
        while (true) {
            long at = random.nextLong(14 * DAY);
            boolean night = at % DAY < DAY / 3;
            if (!night || random.nextInt(200) == 0) {
                return at;
            }
        }
    }

    private LongSupplier bursts(int count, long within, long width) {
        long[] begins = random.longs(count, 0, within - 8 * width).toArray();
        return () -> begins[random.nextInt(count)] + (long) (Math.min(8, Math.abs(random.nextGaussian())) * width);
    }

    /** Entries per request over what a request can bring, for entries at the times of {@code traffic} since {@link #T}. */
    private double usefulShare(int entries, long length, LongSupplier traffic) {
        List<Event> events = new ArrayList<>();
        while (events.size() < entries) {
            events.add(new Event(T + traffic.getAsLong(), events.size(), 0, T, Long.MAX_VALUE));
        }
        SimulatedTime time = new SimulatedTime(T + length + DAY, new Random(1), 0);
        SimulatedLog log = new SimulatedLog(events, new Habits(LIMIT, true, true, false), time);
        ActivitySettings settings = new ActivitySettings(
                new StartPosition.At(Instant.ofEpochMilli(T)),
                30_000,
                30_000,
                15 * MINUTE,
                5 * MINUTE,
                LIMIT,
                50_000,
                500);
        ScenarioRun run = new ScenarioRun(settings, time, log, new Random(2), 0, true);
        while (run.reader().offset().map(ActivityOffset::settled).orElse(0L) < T + length) {
            run.step();
            assertThat(run.reader().held()).isLessThanOrEqualTo(MOST_HELD * LIMIT);
        }
        run.untilSettled(T + length);
        assertThat(run.topic()).hasSize(entries);
        return (double) entries / LIMIT / log.requests();
    }
}
