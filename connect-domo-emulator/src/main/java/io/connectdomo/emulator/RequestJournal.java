package io.connectdomo.emulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest requests. Thread-safe. */
final class RequestJournal {
    private static final int LIMIT = 10_000;

    private final ArrayDeque<RequestRecord> requests = new ArrayDeque<>();
    private final Map<String, Long> counts = new HashMap<>();

    /** @param kind what it is counted under; as many as there are routes */
    synchronized void add(RequestRecord request, String kind) {
        counts.merge(kind, 1L, Long::sum);
        if (requests.size() == LIMIT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    /** Oldest first. */
    synchronized List<RequestRecord> all() {
        return new ArrayList<>(requests);
    }

    /** How many there were since the start or {@link #clear}, those that are no longer kept included. */
    synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many requests of each kind there were, those that are forgotten included. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized void clear() {
        counts.clear();
        requests.clear();
    }
}
