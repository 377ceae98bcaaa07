package io.connectdomo.local.chaos;

import io.connectdomo.emulator.Fault;
import io.connectdomo.local.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sets one fault at a time for the next few requests of a kind. */
final class RandomFaults {
    /** What can go wrong without being an answer: all of it must cost time and nothing else. */
    private enum Kind {
        UNAVAILABLE,
        UNAVAILABLE_RETRY_AFTER,
        TOO_MANY,
        TOO_MANY_RETRY_AFTER,
        MAINTENANCE_200,
        MAINTENANCE_503,
        EMPTY_200,
        DROPPED_BEFORE,
        DROPPED_AFTER,
        FAILED_AFTER,
        LATE,
        LATE_REPLY
    }

    private static final int FEW = 3;

    private final Faults faults;
    private final List<String> paths;
    private final List<String> neverEmpty;
    private final Duration longestDelay;
    private final Random random;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    /**
     * @param paths globs of the requests
     * @param neverEmpty those of them that an empty 200 does not answer
     */
    RandomFaults(Faults faults, List<String> paths, List<String> neverEmpty, Duration longestDelay, Random random) {
        this.faults = faults;
        this.paths = List.copyOf(paths);
        this.neverEmpty = List.copyOf(neverEmpty);
        this.longestDelay = longestDelay;
        this.random = random;
    }

    /**
     * About DataSets: any request, or commits alone.
     *
     * @param longestDelay below {@code commit.timeout.ms}: only then has what a dead worker sent landed before the next owner
     *     of its partitions commits
     */
    static RandomFaults ofDataSets(Faults faults, List<String> dataSets, Duration longestDelay, Random random) {
        List<String> commits = dataSets.stream()
                .map(dataSet -> "**/" + dataSet + "/uploads/*/commit")
                .toList();
        List<String> all = new ArrayList<>(commits);
        dataSets.forEach(dataSet -> all.add("**/" + dataSet + "/**"));
        // Of a part, an empty 200 is Domo's word that it has it; only of a commit is it no answer.
        return new RandomFaults(faults, all, commits, longestDelay, random);
    }

    /**
     * About documents, FileSets and files. A request that an empty 200 answers is not hit by one: a create of documents is, as no
     * page says that its counts must be there.
     */
    static RandomFaults ofOtherTargets(Faults faults, Duration longestDelay, Random random) {
        return new RandomFaults(
                faults,
                List.of("/api/datastores/**", "/api/files/v1/filesets/**", "/api/data/v1/data-files**"),
                List.of(
                        "/api/datastores/*/collections/*/documents/query",
                        "/api/files/v1/filesets/*/files",
                        "/api/data/v1/data-files",
                        "/api/data/v1/data-files/details"),
                longestDelay,
                random);
    }

    synchronized void next() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        List<String> targets = kind == Kind.EMPTY_200 ? neverEmpty : paths;
        String path = targets.get(random.nextInt(targets.size()));
        Fault fault = fault(kind).on(null, path).nth(1 + random.nextInt(FEW)).times(1 + random.nextInt(FEW));
        faults.add(fault);
        counts.merge(kind, 1, Integer::sum);
    }

    private Fault fault(Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> Fault.status(503);
            case UNAVAILABLE_RETRY_AFTER -> Fault.status(503).withRetryAfter("1");
            case TOO_MANY -> Fault.status(429);
            case TOO_MANY_RETRY_AFTER -> Fault.status(429).withRetryAfter("1");
            case MAINTENANCE_200 -> Fault.maintenance(200);
            case MAINTENANCE_503 -> Fault.maintenance(503);
            case EMPTY_200 -> Fault.empty(200);
            case DROPPED_BEFORE -> Fault.dropBeforeWork();
            case DROPPED_AFTER -> Fault.dropAfterWork();
            case FAILED_AFTER -> Fault.status(500).afterTheWork();
            case LATE -> Fault.delay(delay());
            case LATE_REPLY -> Fault.delay(delay()).afterTheWork();
        };
    }

    private Duration delay() {
        return Duration.ofMillis(1 + random.nextInt((int) longestDelay.toMillis()));
    }

    /** How many of each kind were set. */
    synchronized String counts() {
        return counts.toString();
    }
}
