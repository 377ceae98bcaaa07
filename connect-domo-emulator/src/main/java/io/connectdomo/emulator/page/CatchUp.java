package io.connectdomo.emulator.page;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How commits went on after a fault. The emulator does not see what waits in Kafka; it sees how many rows came each second before
 * the fault, and so when as many have come as would have come without it.
 *
 * @param firstCommit how long after the fault's end the first commit came; empty while none has
 * @param allAgain how long after it every DataSet that was written regularly before was written again; empty while one is not
 * @param caughtUp how long after the fault's end the rows were where the rate before it would have brought them; empty while they
 *     are not, where too little came before the fault to tell, and where an upsert writes a key of many changes once
 */
public record CatchUp(Optional<Duration> firstCommit, Optional<Duration> allAgain, Optional<Duration> caughtUp) {
    private static final Duration LOOK_BACK = Duration.ofSeconds(60);
    /** Over less than this a rate says nothing. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    /** Batches end a little earlier or later than their interval says. */
    private static final double ENOUGH = 0.95;

    /** @param commits of all DataSets, oldest first */
    public static CatchUp of(List<RowsWritten> commits, Instant on, Instant off) {
        Optional<Duration> first = commits.stream()
                .filter(commit -> commit.at().isAfter(off))
                .findFirst()
                .map(commit -> Duration.between(off, commit.at()));
        List<RowsWritten> before = commits.stream()
                .filter(commit -> !commit.at().isAfter(on) && commit.at().isAfter(on.minus(LOOK_BACK)))
                .toList();
        if (before.isEmpty()) {
            return new CatchUp(first, Optional.empty(), Optional.empty());
        }
        Optional<Duration> all = whenAllAgain(commits, before, off);
        Instant begin = before.get(0).at();
        Instant end = before.get(before.size() - 1).at();
        if (Duration.between(begin, end).compareTo(SHORTEST) < 0) {
            return new CatchUp(first, all, Optional.empty());
        }
        // What the first commit brought came before it.
        long rows = before.stream().skip(1).mapToLong(RowsWritten::rows).sum();
        double perMilli = (double) rows / Duration.between(begin, end).toMillis();
        return new CatchUp(first, all, whenEnough(commits, end, off, perMilli));
    }

    private static Optional<Duration> whenAllAgain(List<RowsWritten> commits, List<RowsWritten> before, Instant off) {
        Set<String> missing = new HashSet<>();
        Set<String> once = new HashSet<>();
        for (RowsWritten commit : before) {
            if (!once.add(commit.dataSet())) {
                missing.add(commit.dataSet());
            }
        }
        for (RowsWritten commit : commits) {
            if (commit.at().isAfter(off) && missing.remove(commit.dataSet()) && missing.isEmpty()) {
                return Optional.of(Duration.between(off, commit.at()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> whenEnough(
            List<RowsWritten> commits, Instant lastBefore, Instant off, double perMilli) {
        long rows = 0;
        for (RowsWritten commit : commits) {
            if (!commit.at().isAfter(lastBefore)) {
                continue;
            }
            rows += commit.rows();
            double expected =
                    perMilli * Duration.between(lastBefore, commit.at()).toMillis();
            if (commit.at().isAfter(off) && rows >= ENOUGH * expected) {
                return Optional.of(Duration.between(off, commit.at()));
            }
        }
        return Optional.empty();
    }
}
