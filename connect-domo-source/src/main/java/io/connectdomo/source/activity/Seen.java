package io.connectdomo.source.activity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was emitted at or after {@code settled}, counted: time, hash of the identity, hash of the content. Twins count
 * twice. About 30 bytes an entry.
 */
final class Seen {
    /** Per millisecond one number an entry: identity above, content below. */
    private final TreeMap<Long, long[]> byTime = new TreeMap<>();

    private int size;

    void add(long time, int identity, int content) {
        long entry = ((long) identity << 32) | (content & 0xffff_ffffL);
        byTime.merge(time, new long[] {entry}, Seen::joined);
        size++;
    }

    void add(LogRow row) {
        add(row.time(), row.identity(), row.content());
    }

    void addAll(Seen other) {
        other.byTime.forEach((time, entries) -> byTime.merge(time, entries, Seen::joined));
        size += other.size;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many of this identity were emitted. */
    int count(LogRow row) {
        return contents(row).size();
    }

    /**
     * Which rows of {@code group} (all of one identity) are still to be emitted. Equal content is accounted for first: only
     * where the group is larger than what was emitted, that many of the others are new. A text that changed after it was
     * emitted is therefore no new event, and a twin that came late is one.
     */
    List<LogRow> unaccounted(List<LogRow> group) {
        List<Integer> emitted = contents(group.get(0));
        int surplus = group.size() - emitted.size();
        if (surplus <= 0) {
            return List.of();
        }
        List<LogRow> unmatched = new ArrayList<>(group);
        unmatched.removeIf(row -> emitted.remove((Integer) row.content()));
        return unmatched.subList(unmatched.size() - surplus, unmatched.size());
    }

    /** Forgets what is older than {@code time}. */
    void dropBefore(long time) {
        Map<Long, long[]> old = byTime.headMap(time);
        for (long[] entries : old.values()) {
            size -= entries.length;
        }
        old.clear();
    }

    /** Milliseconds from the first to the last. */
    long span() {
        return byTime.isEmpty() ? 0 : byTime.lastKey() - byTime.firstKey();
    }

    /** The earliest time from which on there are at most {@code max} entries. */
    long earliestOfNewest(int max) {
        int kept = 0;
        for (Map.Entry<Long, long[]> entries : byTime.descendingMap().entrySet()) {
            kept += entries.getValue().length;
            if (kept > max) {
                return entries.getKey() + 1;
            }
        }
        return byTime.isEmpty() ? Long.MIN_VALUE : byTime.firstKey();
    }

    /** Hands over every entry, oldest first. */
    void forEach(Visitor visitor) {
        byTime.forEach((time, entries) -> {
            for (long entry : entries) {
                visitor.entry(time, (int) (entry >>> 32), (int) entry);
            }
        });
    }

    private List<Integer> contents(LogRow row) {
        List<Integer> contents = new ArrayList<>(2);
        long[] entries = byTime.get(row.time());
        if (entries != null) {
            for (long entry : entries) {
                if ((int) (entry >>> 32) == row.identity()) {
                    contents.add((int) entry);
                }
            }
        }
        return contents;
    }

    private static long[] joined(long[] some, long[] more) {
        long[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @FunctionalInterface
    interface Visitor {
        void entry(long time, int identity, int content);
    }
}
