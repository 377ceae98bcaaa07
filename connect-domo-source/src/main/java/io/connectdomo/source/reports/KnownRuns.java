package io.connectdomo.source.reports;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The runs that were emitted and may be met again, by id. As text: {@code id,start,version,openSince;…}, base 36. */
final class KnownRuns {
    private static final int RADIX = Character.MAX_RADIX;
    private static final int FIELDS = 4;

    private final TreeMap<Long, KnownRun> byId = new TreeMap<>();

    /**
     * @throws IllegalArgumentException where {@code text} was not written by {@link #pack}
     */
    static KnownRuns unpack(String text) {
        KnownRuns runs = new KnownRuns();
        if (!text.isEmpty()) {
            for (String run : text.split(";", -1)) {
                runs.put(parse(run));
            }
        }
        return runs;
    }

    static String pack(Collection<KnownRun> runs) {
        StringBuilder text = new StringBuilder(runs.size() * 32);
        runs.forEach(run -> append(text, run));
        return text.toString();
    }

    /** Adds a run to what is packed already. */
    static void append(StringBuilder text, KnownRun run) {
        text.append(text.isEmpty() ? "" : ";")
                .append(Long.toString(run.id(), RADIX))
                .append(',')
                .append(Long.toString(run.start(), RADIX))
                .append(',')
                .append(Integer.toString(run.version(), RADIX))
                .append(',')
                .append(Long.toString(run.openSince(), RADIX));
    }

    String pack() {
        return pack(byId.values());
    }

    /** Null where it is not known. */
    KnownRun get(long id) {
        return byId.get(id);
    }

    void put(KnownRun run) {
        byId.put(run.id(), run);
    }

    void putAll(KnownRuns others) {
        byId.putAll(others.byId);
    }

    void remove(long id) {
        byId.remove(id);
    }

    /** Forgets ended runs that paging skips by their start anyhow. */
    void dropEndedBefore(long settled) {
        byId.values().removeIf(run -> !run.open() && run.start() < settled);
    }

    /** The start of the n-th ended run, oldest first, counted from 0; of the last where there are fewer. 0 where there is none. */
    long startOfEnded(int n) {
        long[] starts = byId.values().stream()
                .filter(run -> !run.open() && run.start() != ReportRun.NONE)
                .mapToLong(KnownRun::start)
                .sorted()
                .toArray();
        return starts.length == 0 ? 0 : starts[Math.min(n, starts.length - 1)];
    }

    /** The earliest start of those that go on; the greatest number where there is none. */
    long oldestOpen() {
        return byId.values().stream()
                .filter(run -> run.open() && run.start() != ReportRun.NONE)
                .mapToLong(KnownRun::start)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    List<KnownRun> open() {
        return byId.values().stream().filter(KnownRun::open).toList();
    }

    int size() {
        return byId.size();
    }

    private static KnownRun parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("'" + text + "' has not " + FIELDS + " fields");
        }
        return new KnownRun(
                Long.parseLong(fields[0], RADIX),
                Long.parseLong(fields[1], RADIX),
                Integer.parseInt(fields[2], RADIX),
                Long.parseLong(fields[3], RADIX));
    }
}
