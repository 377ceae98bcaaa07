package io.connectdomo.local.chaos;

import io.connectdomo.emulator.GeneratedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The activity log as a topic shows it, held against the one that was generated. For one thread. */
final class ArrivedLog {
    private final GeneratedLog log;
    private final Map<String, Map<String, Integer>> keysOfObjects = new HashMap<>();
    private long keys;
    private long records;

    ArrivedLog(GeneratedLog log) {
        this.log = log;
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
        return keys >= log.events();
    }

    long records() {
        return records;
    }

    /** What is not as it should be: as many keys about each object as it has events, each key once or at least once. */
    List<String> differences(boolean once) {
        Map<String, Integer> expected = new HashMap<>();
        for (long i = 0; i < log.events(); i++) {
            expected.merge((String) log.event(i).get("objectId"), 1, Integer::sum);
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
