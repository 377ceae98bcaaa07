package io.connectdomo.common.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * A configuration that may have mistakes, so that one answer tells all of them: misspelt keys are taken for what they are meant to be,
 * what is wrong by itself is left out, and of a choice that is none every possible one is tried. Not thread-safe.
 */
public final class Draft {
    /** Stands where the address or the token is wrong, so that the rest can be read; nobody is asked with it. */
    private static final String UNKNOWN = "unknown";

    private final ConfigDef definition;
    private final Function<String, ConfigDef.ConfigKey> definitionOf;
    private final Map<String, String> misspelt;
    private final Map<String, String> meant;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    /**
     * @param misspelt the known key by each misspelt one
     * @param definitionOf of a key as it is written, null where it has none
     */
    public Draft(
            ConfigDef definition,
            Function<String, ConfigDef.ConfigKey> definitionOf,
            Map<String, String> candidate,
            Map<String, String> misspelt) {
        this.definition = definition;
        this.definitionOf = definitionOf;
        this.misspelt = Map.copyOf(misspelt);
        this.meant = new HashMap<>(candidate);
        misspelt.forEach((key, known) -> {
            String value = meant.remove(key);
            meant.putIfAbsent(known, value);
        });
        definition.validate(meant).forEach(value -> values.put(value.name(), value));
        Placeholders.check(meant, values);
        DomoConnectionConfig.validate(values);
        misspelt.forEach((key, known) -> complain(key, UnknownKeys.complaint(key, known)));
    }

    /** A candidate without keys whose value is null: JSON that tools write has them, and they mean what is not there. */
    public static Map<String, String> set(Map<String, String> candidate) {
        Map<String, String> set = new HashMap<>(candidate);
        set.values().removeIf(Objects::isNull);
        return set;
    }

    /** With misspelt keys under the names that they were meant to have. */
    public Map<String, String> meant() {
        return Map.copyOf(meant);
    }

    /** What the worker shows, by key. To be added to. */
    public Map<String, ConfigValue> values() {
        return values;
    }

    /** On a key that the definition may not know; its value is not repeated, for it may be a secret under a wrong name. */
    public void complain(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }

    /** Keys that are wrong by themselves so far, or were meant by a misspelt one. */
    public Set<String> doubtful() {
        Set<String> doubtful = new TreeSet<>(misspelt.values());
        doubtful.addAll(wrong());
        return doubtful;
    }

    private Set<String> wrong() {
        Set<String> wrong = new TreeSet<>();
        values.forEach((key, value) -> {
            if (!value.errorMessages().isEmpty()) {
                wrong.add(key);
            }
        });
        return wrong;
    }

    /** Whether a misspelt key was meant to say how Domo is reached: then it is not asked. */
    public boolean misspellsTheConnection() {
        Set<String> connection = DomoConnectionConfig.define(new ConfigDef()).names();
        return misspelt.values().stream().anyMatch(connection::contains);
    }

    /** Without what is wrong by itself, so that it can be read. */
    public Map<String, String> sound() {
        Map<String, String> sound = new HashMap<>(meant);
        sound.keySet().removeAll(wrong());
        if (blank(sound, DomoConnectionConfig.INSTANCE) && blank(sound, DomoConnectionConfig.URL)) {
            sound.put(DomoConnectionConfig.INSTANCE, UNKNOWN);
        } else if (!blank(sound, DomoConnectionConfig.INSTANCE)) {
            sound.remove(DomoConnectionConfig.URL);
        }
        sound.putIfAbsent(DomoConnectionConfig.TOKEN, UNKNOWN);
        return sound;
    }

    private static boolean blank(Map<String, String> config, String key) {
        return config.getOrDefault(key, "").isBlank();
    }

    /**
     * Adds what rules find that holds whatever the wrong keys were meant to say: a message is left out where it comes in some
     * readings of a wrong choice only, or speaks of another key that is wrong.
     *
     * @param rules are handed a configuration that can be read, and its values, to which they add
     */
    public void apply(BiConsumer<Map<String, String>, Map<String, ConfigValue>> rules) {
        Set<String> wrong = wrong();
        Map<String, Set<String>> holds = null;
        for (Map<String, String> reading : readings(wrong)) {
            Map<String, Set<String>> found = found(rules, reading);
            holds = holds == null ? found : common(holds, found);
        }
        Set<String> notTried = new LinkedHashSet<>(wrong);
        notTried.removeIf(key -> misspelt.containsKey(key) || !choices(key).isEmpty());
        holds.forEach((key, messages) -> messages.stream()
                .filter(message -> !wrong.contains(key) && notTried.stream().noneMatch(each -> names(message, each)))
                .forEach(message -> complain(key, message)));
    }

    private static boolean names(String message, String key) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(key) + "(?!\\w|\\.\\w)")
                .matcher(message)
                .find();
    }

    private List<Map<String, String>> readings(Set<String> wrong) {
        List<Map<String, String>> readings = new ArrayList<>();
        Map<String, String> sound = sound();
        for (String key : wrong) {
            for (Object choice : choices(key)) {
                Map<String, String> reading = new HashMap<>(sound);
                reading.put(key, choice.toString());
                readings.add(reading);
            }
        }
        return readings.isEmpty() ? List.of(sound) : readings;
    }

    private List<Object> choices(String key) {
        ConfigDef.ConfigKey defined = definitionOf.apply(key);
        if (defined == null) {
            return List.of();
        }
        if (defined.type == ConfigDef.Type.BOOLEAN) {
            return List.of("true", "false");
        }
        return defined.recommender == null || defined.type == ConfigDef.Type.LIST
                ? List.of()
                : defined.recommender.validValues(key, Map.of());
    }

    private static Map<String, Set<String>> common(Map<String, Set<String>> one, Map<String, Set<String>> other) {
        Map<String, Set<String>> common = new LinkedHashMap<>();
        one.forEach((key, messages) -> {
            Set<String> both = new LinkedHashSet<>(messages);
            both.retainAll(other.getOrDefault(key, Set.of()));
            if (!both.isEmpty()) {
                common.put(key, both);
            }
        });
        return common;
    }

    /** The messages by key that the rules leave on the values of a reading. */
    private Map<String, Set<String>> found(
            BiConsumer<Map<String, String>, Map<String, ConfigValue>> rules, Map<String, String> reading) {
        Map<String, ConfigValue> scratch = new LinkedHashMap<>();
        definition.validate(reading).forEach(value -> scratch.put(value.name(), value));
        rules.accept(reading, scratch);
        Map<String, Set<String>> found = new LinkedHashMap<>();
        scratch.forEach((key, value) -> {
            if (!value.errorMessages().isEmpty()) {
                found.put(key, new LinkedHashSet<>(value.errorMessages()));
            }
        });
        return found;
    }
}
