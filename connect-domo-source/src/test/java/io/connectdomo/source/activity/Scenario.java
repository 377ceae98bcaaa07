package io.connectdomo.source.activity;

import io.connectdomo.source.feed.StartPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random history of a log, and a random configuration to read it with; all of it follows from the seed. */
record Scenario(
        long seed,
        ActivitySettings settings,
        SimulatedLog.Habits habits,
        List<SimulatedLog.Event> events,
        long begin,
        long workerStartsAt,
        long last,
        Outage outage,
        double killRate,
        boolean textsChange,
        long workerIsAhead) {
    static final long EPOCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    /** When Domo answers nothing. */
    record Outage(long from, long to) {}

    static Scenario random(long seed) {
        Random random = new Random(seed);
        int asked = pick(random, 50, 60, 100, 200, 1000);
        int trueLimit = random.nextInt(3) == 0 ? asked : Math.max(50, random.nextInt(asked) + 1);
        long maxDelay = pick(random, 1_000, 60_000, 300_000, 900_000);
        boolean textsChange = random.nextInt(4) == 0;
        long length = 1 + (long) (maxDelay * 8 * random.nextDouble()) + random.nextInt(600_000);
        long start = EPOCH + (random.nextBoolean() ? 0 : (long) (length * 0.5 * random.nextDouble()));
        long workerStartsAt = EPOCH + (long) (length * 1.5 * random.nextDouble()) + 1;
        SimulatedLog.Nodes nodes = nodes(random);
        List<SimulatedLog.Event> events = events(random, length, maxDelay, trueLimit, textsChange, nodes);
        long down = EPOCH + (long) (length * random.nextDouble());
        return new Scenario(
                seed,
                new ActivitySettings(
                        new StartPosition.At(Instant.ofEpochMilli(start)),
                        maxDelay / pick(random, 4, 30, 60),
                        pick(random, 0, 2_000, 30_000),
                        maxDelay,
                        maxDelay / pick(random, 1, 3, 10),
                        asked,
                        50_000,
                        pick(random, 1, 7, 100, 500)),
                habits(random, trueLimit, asked).with(nodes),
                events,
                start,
                workerStartsAt,
                EPOCH + length,
                random.nextInt(3) == 0 ? new Outage(down, down + (long) (3 * maxDelay * random.nextDouble())) : null,
                random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.4,
                textsChange,
                workerIsAhead(random));
    }

    /** Without its entries. */
    @Override
    public String toString() {
        return settings + ", " + habits + ", worker " + workerIsAhead + " ms ahead, outage " + outage + ", killed at "
                + killRate;
    }

    private static SimulatedLog.Habits habits(Random random, int trueLimit, int asked) {
        SimulatedLog.Habits habits =
                new SimulatedLog.Habits(trueLimit, random.nextBoolean(), random.nextBoolean(), random.nextInt(50) == 0);
        return habits.emptyOnce(random.nextInt(3) == 0 ? 0.3 * random.nextDouble() : 0)
                .fits(random.nextInt(5) == 0 ? 1 + random.nextInt(asked) : Integer.MAX_VALUE);
    }

    /** One in most cases; else some whose clocks are up to half an hour apart. */
    private static SimulatedLog.Nodes nodes(Random random) {
        List<Long> ahead = new ArrayList<>(List.of(0L));
        if (random.nextInt(3) == 0) {
            long furthest = pick(random, 2_000, 30_000, 1_200_000, 1_800_000);
            for (int node = 1 + random.nextInt(3); node > 0; node--) {
                ahead.add((long) (furthest * (2 * random.nextDouble() - 1)));
            }
        }
        return new SimulatedLog.Nodes(ahead);
    }

    /** Right, wrong within the hour in which it is a witness, or so wrong that it is none. */
    private static long workerIsAhead(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(7_200_000) - 3_600_000;
            case 1 -> 1000L * random.nextInt();
            default -> random.nextInt(20_000) - 10_000;
        };
    }

    private static List<SimulatedLog.Event> events(
            Random random, long length, long maxDelay, int trueLimit, boolean textsChange, SimulatedLog.Nodes nodes) {
        int count = pick(random, 0, 3, 40, 40, 200, 200, 600, 1200);
        double lateShare = pick(random, 0, 10, 100) / 100.0;
        double oddShare = random.nextInt(4) == 0 ? 0.3 : 0;
        boolean bursts = random.nextInt(3) == 0;
        List<SimulatedLog.Event> events = new ArrayList<>();
        long burst = EPOCH + (long) (length * random.nextDouble());
        while (events.size() < count) {
            long time = bursts && random.nextBoolean()
                    ? burst + random.nextInt(2_000)
                    : EPOCH + (long) (length * random.nextDouble());
            // A reply must be able to hold a millisecond, or there is no promise.
            int same = random.nextInt(20) == 0 ? 1 + random.nextInt(trueLimit / 4) : 1;
            int identity = random.nextInt(10) == 0 ? random.nextInt(4) : events.size() + 100;
            // By the clock of the node that it happened on: it shows when the true time is another.
            long ahead = nodes.ahead().get(random.nextInt(nodes.ahead().size()));
            for (int i = 0; i < same; i++) {
                boolean late = random.nextDouble() < lateShare;
                long happened = time - ahead;
                long visibleAt = happened + (late ? (long) (maxDelay * random.nextDouble()) : random.nextInt(900));
                long changesAt = textsChange && random.nextInt(4) == 0
                        ? visibleAt + (long) (2 * maxDelay * random.nextDouble())
                        : Long.MAX_VALUE;
                int who = random.nextBoolean() ? identity : identity + 10_000 * (1 + random.nextInt(3));
                events.add(new SimulatedLog.Event(
                        time,
                        who,
                        random.nextInt(3),
                        Math.min(visibleAt, happened + maxDelay),
                        changesAt,
                        random.nextDouble() < oddShare));
            }
        }
        return events;
    }

    private static int pick(Random random, int... of) {
        return of[random.nextInt(of.length)];
    }
}
