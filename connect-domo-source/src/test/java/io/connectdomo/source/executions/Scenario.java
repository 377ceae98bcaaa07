package io.connectdomo.source.executions;

import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Page;
import io.connectdomo.source.executions.SimulatedStream.Presence;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import io.connectdomo.source.feed.StartPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random history of a stream, and a random configuration to read it with; all of it follows from the seed.
 *
 * @param begin runs from here on have to come out
 * @param last when nothing changes any more
 */
record Scenario(
        long seed,
        ExecutionSettings settings,
        Habits habits,
        List<Run> runs,
        long begin,
        long workerStartsAt,
        long last,
        double killRate) {
    static final long EPOCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    static final long MINUTE = 60_000;
    private static final List<Presence> PRESENCES = List.of(Presence.values());
    private static final List<String> ENDS = List.of("SUCCESS", "ERROR", "INVALID", "WARNING", "CANCELED", "ABORTED");

    static Scenario random(long seed) {
        Random random = new Random(seed);
        long openMaxAge = pick(random, 60, 120, 300) * MINUTE;
        List<Run> runs = runs(random, openMaxAge);
        long last = EPOCH;
        for (Run run : runs) {
            last = Math.max(last, Math.max(run.last().from(), run.last().endedAt()));
        }
        last += openMaxAge + 30 * MINUTE;
        long length = last - EPOCH;
        boolean earliest = random.nextBoolean();
        long begin = earliest ? EPOCH : EPOCH + (long) (length * 0.5 * random.nextDouble());
        long interval = pick(random, 60_000, 120_000, 300_000, 1_200_000);
        return new Scenario(
                seed,
                new ExecutionSettings(
                        earliest ? new StartPosition.Earliest() : new StartPosition.At(Instant.ofEpochMilli(begin)),
                        random.nextInt(4) == 0 ? Emit.TERMINAL : Emit.CHANGES,
                        openMaxAge,
                        interval,
                        interval * pick(random, 1, 4, 100),
                        pick(random, 1, 3, 500)),
                habits(random),
                runs,
                begin,
                Math.max(begin, EPOCH + (long) (length * random.nextDouble())) + 1,
                last,
                random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.3);
    }

    private static Habits habits(Random random) {
        Map<Page, Presence> presence = new EnumMap<>(Page.class);
        for (Page page : List.of(Page.AGGREGATE, Page.HISTORY, Page.LIST, Page.DETAIL)) {
            if (random.nextInt(4) == 0) {
                presence.put(page, PRESENCES.get(random.nextInt(PRESENCES.size())));
            }
        }
        int latest = pick(random, 2, 5, 20, 1000, 1000);
        return new Habits(
                latest,
                pick(random, 1, 2, 7, 50, 50, 500, 500),
                presence,
                random.nextBoolean(),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                // A history of nothing else would say nothing.
                random.nextInt(4) == 0 && latest > 5,
                random.nextInt(3) == 0 ? 0.1 : 0,
                random.nextInt(3) == 0 ? 0.1 : 0);
    }

    private static List<Run> runs(Random random, long openMaxAge) {
        int count = pick(random, 0, 1, 5, 30, 30, 120, 300);
        boolean atOnce = random.nextInt(3) == 0;
        List<Run> runs = new ArrayList<>();
        int gap = Math.min(pick(random, 1, 1, 10, 60), 1 + 600 / (count + 1)) * (int) MINUTE;
        long id = 0;
        long start = EPOCH;
        long free = EPOCH;
        for (int i = 0; i < count; i++) {
            id += random.nextInt(5) == 0 ? 1 + random.nextInt(20) : 1;
            start += random.nextInt(gap);
            if (!atOnce) {
                start = Math.max(start, free);
            }
            Run run = run(random, id, start, openMaxAge);
            free = Math.max(start, run.last().endedAt());
            runs.add(run);
        }
        return runs;
    }

    /** It shows within ten minutes of its start, and is corrected within ten minutes of its end: that is the promise. */
    private static Run run(Random random, long id, long start, long openMaxAge) {
        boolean stuck = random.nextInt(40) == 0;
        long end = start + (random.nextInt(10) == 0 ? random.nextInt((int) (40 * MINUTE)) : random.nextInt(90_000));
        long shows = start + (random.nextInt(5) == 0 ? random.nextInt((int) (10 * MINUTE - 2_000)) : 0);
        List<Version> versions = new ArrayList<>();
        String state = random.nextInt(10) == 0 ? "IDLE" : "ACTIVE";
        versions.add(new Version(shows, state, Execution.NONE));
        if (!stuck) {
            long told = Math.max(shows, end);
            String first = ENDS.get(random.nextInt(3) == 0 ? random.nextInt(ENDS.size()) : 0);
            boolean endLater = random.nextInt(5) == 0;
            if (told == shows) {
                versions.clear();
            }
            versions.add(new Version(told, first, endLater ? Execution.NONE : end));
            if (endLater) {
                told += 1 + random.nextInt((int) (5 * MINUTE));
                versions.add(new Version(told, first, end));
            }
            long latest = end + 10 * MINUTE - 2_000;
            boolean filled = random.nextInt(6) == 0 && told + 1 < latest;
            if (filled) {
                told += 1 + (long) ((latest - told - 1) * random.nextDouble());
                versions.add(new Version(told, first, end, true));
            }
            if (random.nextInt(6) == 0 && told + 1 < latest) {
                long corrected = told + 1 + (long) ((latest - told - 1) * random.nextDouble());
                versions.add(new Version(corrected, first.equals("ERROR") ? "SUCCESS" : "ERROR", end, filled));
            }
        }
        long deleted = random.nextInt(15) == 0
                ? shows + (long) (openMaxAge * random.nextDouble()) + random.nextInt((int) (60 * MINUTE))
                : Long.MAX_VALUE;
        return new Run(id, start, random.nextInt(25) == 0, deleted, versions);
    }

    private static int pick(Random random, int... of) {
        return of[random.nextInt(of.length)];
    }
}
