package io.connectdomo.local.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Things in Domo that change step by step. A source shows them as it finds them, so a step is taken only when the topic shows
 * the one before: then every step must be there. For one thread.
 */
final class Stories {
    /**
     * One step.
     *
     * @param version how a record shows it; no other step of the story looks the same
     * @param take makes Domo say so
     */
    record Step(String version, Runnable take) {}

    private final Map<String, Deque<Step>> ahead = new HashMap<>();
    private final Map<String, List<String>> taken = new LinkedHashMap<>();
    private final Map<String, List<String>> arrived = new HashMap<>();
    private int unfinished;

    /** Takes the first step. */
    void begin(String key, List<Step> steps) {
        ahead.put(key, new ArrayDeque<>(steps));
        taken.put(key, new ArrayList<>());
        unfinished++;
        takeNext(key);
    }

    /** A record came. */
    void arrived(String key, String version) {
        List<String> before = arrived.computeIfAbsent(key, none -> new ArrayList<>());
        boolean repeat = before.contains(version);
        before.add(version);
        List<String> soFar = taken.getOrDefault(key, List.of());
        if (!repeat && !soFar.isEmpty() && version.equals(soFar.get(soFar.size() - 1))) {
            takeNext(key);
        }
    }

    /** Whether all that were begun have come to their end and shown it. */
    boolean finished() {
        return unfinished == 0;
    }

    /** How many were begun. */
    int count() {
        return taken.size();
    }

    /** How many steps were taken. */
    long steps() {
        return taken.values().stream().mapToLong(List::size).sum();
    }

    /** How many records came. */
    long records() {
        return arrived.values().stream().mapToLong(List::size).sum();
    }

    /** What is not as it should be: every step in its order and once, or at least once. */
    List<String> differences(boolean once) {
        Map<String, List<String>> more = new LinkedHashMap<>(arrived);
        List<String> differences = new ArrayList<>();
        taken.forEach((key, steps) -> {
            List<String> records = more.containsKey(key) ? more.remove(key) : List.of();
            List<String> compared = once ? records : List.copyOf(new LinkedHashSet<>(records));
            if (!compared.equals(steps)) {
                differences.add(key + " was " + steps + ", its records say " + records);
            }
        });
        more.forEach((key, records) -> differences.add(key + " never was, its records say " + records));
        return differences;
    }

    private void takeNext(String key) {
        Step next = ahead.get(key).poll();
        if (next == null) {
            unfinished--;
            return;
        }
        taken.get(key).add(next.version());
        next.take().run();
    }
}
