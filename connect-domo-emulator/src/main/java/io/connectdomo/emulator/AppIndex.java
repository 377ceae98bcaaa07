package io.connectdomo.emulator;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which documents have a value under a path: a sink looks its keys up before every batch. Guarded by its collection. */
final class AppIndex {
    private final String path;
    private final Map<Object, Set<String>> idsByValue = new HashMap<>();

    AppIndex(String path) {
        this.path = path;
    }

    void add(AppDocument document) {
        for (Object value : AppValues.at(document, path)) {
            idsByValue.computeIfAbsent(value, unused -> new LinkedHashSet<>()).add(document.id());
        }
    }

    void remove(AppDocument document) {
        for (Object value : AppValues.at(document, path)) {
            Set<String> ids = idsByValue.get(value);
            if (ids != null && ids.remove(document.id()) && ids.isEmpty()) {
                idsByValue.remove(value);
            }
        }
    }

    Set<String> find(Set<Object> wanted) {
        Set<String> found = new LinkedHashSet<>();
        wanted.forEach(value -> found.addAll(idsByValue.getOrDefault(value, Set.of())));
        return found;
    }
}
