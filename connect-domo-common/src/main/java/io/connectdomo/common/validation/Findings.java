package io.connectdomo.common.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** What answers of Domo say about a configuration. Filled by one thread at a time. */
public final class Findings {
    private final List<Complaint> complaints = new ArrayList<>();
    private final Map<String, List<String>> suggestions = new LinkedHashMap<>();

    /**
     * An error.
     *
     * @param key as configured, which may be that of an override
     */
    public record Complaint(String key, String message) {}

    /** Something is wrong on the key; a message that is there already is not repeated. */
    public void complain(String key, String message) {
        Complaint complaint = new Complaint(key, message);
        if (!complaints.contains(complaint)) {
            complaints.add(complaint);
        }
    }

    /** As {@link #complain(String, String)}, on each of the keys. */
    public void complain(Collection<String> keys, LiveCheck check, Object... parts) {
        keys.forEach(key -> complain(key, check.message(parts)));
    }

    /** What a user may want to choose from; nothing else is forbidden by it. */
    public void suggest(String key, List<String> values) {
        suggestions.put(key, List.copyOf(values));
    }

    public List<Complaint> complaints() {
        return List.copyOf(complaints);
    }

    /** Values by key. */
    public Map<String, List<String>> suggestions() {
        return Map.copyOf(suggestions);
    }

    /**
     * Puts them where the worker shows them, also on a key that the definition does not know.
     *
     * @param values by key
     */
    public void applyTo(Map<String, ConfigValue> values, Map<String, String> candidate) {
        for (Complaint complaint : complaints) {
            values.computeIfAbsent(complaint.key(), name -> {
                        ConfigValue unknown = new ConfigValue(name);
                        unknown.value(candidate.get(name));
                        return unknown;
                    })
                    .addErrorMessage(complaint.message());
        }
        suggestions.forEach((key, choice) -> values.get(key).recommendedValues(List.copyOf(choice)));
    }

    void add(Findings more) {
        more.complaints.forEach(each -> complain(each.key(), each.message()));
        suggestions.putAll(more.suggestions);
    }
}
