package io.connectdomo.sink.fileset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is to happen at each path: at most one change is running, and behind it at most one waits, because a later one takes its place.
 * Task thread only.
 */
final class Paths {
    private final int most;
    private final Map<String, FileChange> running = new HashMap<>();
    private final Map<String, FileChange> waiting = new HashMap<>();

    /** Paths of what waits, the longest waiting first; one whose change is gone is passed over. */
    private final Deque<String> order = new ArrayDeque<>();

    /**
     * @param most changes that run at once
     */
    Paths(int most) {
        this.most = most;
    }

    /** Lets it wait; returns the one whose place it takes, or null. */
    FileChange add(FileChange change) {
        FileChange replaced = waiting.put(change.path(), change);
        if (replaced == null) {
            order.add(change.path());
        }
        return replaced;
    }

    /** What may run now; it counts as running from here on. */
    List<FileChange> next(Predicate<FileChange> mayRun) {
        List<FileChange> next = new ArrayList<>();
        for (int left = order.size(); left > 0 && running.size() < most; left--) {
            String path = order.poll();
            FileChange change = waiting.get(path);
            if (change == null) {
                continue;
            }
            if (running.containsKey(path) || !mayRun.test(change)) {
                order.add(path);
                continue;
            }
            waiting.remove(path);
            running.put(path, change);
            next.add(change);
        }
        return next;
    }

    void ended(FileChange change) {
        running.remove(change.path());
    }

    /** Takes one that waits out; false where it does not wait. */
    boolean remove(FileChange change) {
        return change.path() != null && waiting.remove(change.path(), change);
    }

    boolean anyWaiting() {
        return !waiting.isEmpty();
    }

    boolean anyRunning() {
        return !running.isEmpty();
    }
}
