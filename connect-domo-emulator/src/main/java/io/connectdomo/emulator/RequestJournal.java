package io.connectdomo.emulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest requests. Thread-safe. */
final class RequestJournal {
    private static final int LIMIT = 10_000;

    private final ArrayDeque<RequestRecord> requests = new ArrayDeque<>();

    synchronized void add(RequestRecord request) {
        if (requests.size() == LIMIT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    /** Oldest first. */
    synchronized List<RequestRecord> all() {
        return new ArrayList<>(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
