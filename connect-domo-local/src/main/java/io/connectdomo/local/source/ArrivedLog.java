package io.connectdomo.local.source;

import io.connectdomo.emulator.GeneratedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The activity log as a topic shows it, held against what was generated. For one thread. */
final class ArrivedLog {
    private final List<GeneratedLog> logs = new ArrayList<>();
    private final Map<String, Map<String, Integer>> keysOfObjects = new HashMap<>();
    private long keys;
    private long records;

    /** Its events are expected, too; no other log has its seed. */
    void expect(GeneratedLog log) {
        logs.add(log);
    }

    /** How many events there are. */
    long events() {
        return logs.stream().mapToLong(GeneratedLog::events).sum();
    }

    /** How many of them there have been so far. */
    long eventsBefore(Instant time) {
        return logs.stream().mapToLong(log -> before(log, time.toEpochMilli())).sum();
    }

    private static long before(GeneratedLog log, long time) {
        long low = 0;
        long high = log.events();
        while (low < high) {
            long middle = (low + high) / 2;
            if (log.time(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A record came; twins, and no others, are about one object. */
    void arrived(String key, String objectId) {
        Map<String, Integer> ofObject = keysOfObjects.computeIfAbsent(objectId, none -> new HashMap<>());
        if (ofObject.merge(key, 1, Integer::sum) == 1) {
            keys++;
        }
        records++;
    }

    /** Whether there are as many different records as events. */
    boolean complete() {
        return keys >= events();
    }

    long records() {
        return records;
    }

    /** What is not as it should be: as many keys about each object as it has events, each key once or at least once. */
    List<String> differences(boolean once) {
        Map<String, Integer> expected = new HashMap<>();
        for (GeneratedLog log : logs) {
            for (long i = 0; i < log.events(); i++) {
                expected.merge((String) log.event(i).get("objectId"), 1, Integer::sum);
            }
        }
        List<String> differences = new ArrayList<>();
        expected.forEach((object, events) -> {
            Map<String, Integer> found = keysOfObjects.getOrDefault(object, Map.of());
            boolean doubled = found.values().stream().anyMatch(times -> times > 1);
            if (found.size() != events || (once && doubled)) {
                differences.add("object " + object + " has " + events + " events, its records " + found);
            }
        });
        keysOfObjects.keySet().stream()
                .filter(object -> !expected.containsKey(object))
                .forEach(object -> differences.add("object " + object + " has no event"));
        return differences;
    }
}
