package io.connectdomo.emulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest requests. Thread-safe. */
final class RequestJournal {
    private static final int LIMIT = 10_000;

    private final ArrayDeque<RequestRecord> requests = new ArrayDeque<>();

    private long count;

    synchronized void add(RequestRecord request) {
        count++;
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
        return count;
    }

    synchronized void clear() {
        requests.clear();
        count = 0;
    }
}
