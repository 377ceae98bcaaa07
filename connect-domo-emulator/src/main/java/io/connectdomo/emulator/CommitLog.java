package io.connectdomo.emulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The newest commits of all DataSets, in the order in which they were done. Thread-safe. */
final class CommitLog {
    private static final int LIMIT = 2_000;

    /**
     * One of them.
     *
     * @param dataSet its id
     * @param name what it was called then
     * @param credit the running number of the credit that it cost
     */
    record Entry(String dataSet, String name, CommitRecord commit, long credit) {
        Instant time() {
            return commit.time();
        }
    }

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    synchronized void add(Entry entry) {
        if (entries.size() == LIMIT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** Newest first. */
    synchronized List<Entry> newest(int limit) {
        List<Entry> newest = new ArrayList<>();
        Iterator<Entry> backwards = entries.descendingIterator();
        while (backwards.hasNext() && newest.size() < limit) {
            newest.add(backwards.next());
        }
        return newest;
    }

    /** All that are kept, oldest first. */
    synchronized List<Entry> all() {
        return new ArrayList<>(entries);
    }
}
