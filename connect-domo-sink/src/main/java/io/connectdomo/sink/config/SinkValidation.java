package io.connectdomo.sink.config;

import io.connectdomo.common.config.Draft;
import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.common.validation.Address;
import io.connectdomo.common.validation.Inquiry;
import io.connectdomo.common.validation.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Checks a configuration before anything runs: single keys, the rules between keys, and what Domo says, each message on its own key and
 * all of them in one answer, as far as they can be told beside what else is wrong.
 */
public final class SinkValidation {
    private final ConfigDef definition;
    private final Map<String, String> candidate;
    private final Map<String, String> misspelt;
    private final Draft draft;

    private SinkValidation(ConfigDef definition, Map<String, String> candidate) {
        this.definition = definition;
        this.candidate = candidate;
        this.misspelt = misspelt();
        this.draft = new Draft(definition, key -> TopicOverrides.definitionOf(key, definition), candidate, misspelt);
    }

    public static Config validate(ConfigDef definition, Map<String, String> candidate) {
        return new SinkValidation(definition, Draft.set(candidate)).told();
    }

    private Config told() {
        TopicOverrides.complaints(draft.meant(), definition).forEach(draft::complain);
        Set<String> doubtful = draft.doubtful();
        draft.apply((reading, values) -> new SinkRules(reading, values).check());
        Optional<DomoSinkConfig> config = readable();
        config.ifPresent(readable -> new SinkWarnings(readable).warn());
        new FrameworkRules(draft.meant(), draft.values()).check();
        new NullRules(draft.meant(), draft.values()).check();
        if (!draft.misspellsTheConnection()) {
            Address.of(draft.meant(), draft.values()).ifPresent(address -> ask(address, config, doubtful));
        }
        UnknownKeys.warn(definition.names(), this::ofOverride, candidate);
        return new Config(new ArrayList<>(draft.values().values()));
    }

    private Map<String, String> misspelt() {
        Map<String, String> misspelt =
                new HashMap<>(UnknownKeys.misspelt(definition.names(), this::ofOverride, candidate));
        candidate.keySet().stream()
                .filter(key -> !definition.names().contains(key) && !UnknownKeys.ofFramework(key))
                .forEach(key -> TopicOverrides.meant(key, definition.names())
                        .ifPresent(override -> misspelt.put(key, override)));
        return misspelt;
    }

    private boolean ofOverride(String key) {
        return key.startsWith(TopicOverrides.PREFIX)
                || TopicOverrides.meant(key, definition.names()).isPresent();
    }

    /** Empty where nothing can be made of it. */
    private Optional<DomoSinkConfig> readable() {
        try {
            return Optional.of(DomoSinkConfig.unlogged(draft.sound()));
        } catch (ConfigException said) {
            // Among the messages already.
            return Optional.empty();
        }
    }

    private void ask(Address address, Optional<DomoSinkConfig> config, Set<String> doubtful) {
        List<Question> questions = config.map(
                        readable -> LiveQuestions.of(readable, doubtful.stream().noneMatch(this::changesWhatIsWritten)))
                .orElse(List.of());
        Inquiry.ask(address, questions).applyTo(draft.values(), draft.meant());
    }

    /** Numbers don't, and what holds for the whole connector does not. */
    private boolean changesWhatIsWritten(String key) {
        ConfigDef.ConfigKey defined = TopicOverrides.definitionOf(key, definition);
        return defined == null
                || (defined.type != ConfigDef.Type.LONG
                        && SinkKeys.OVERRIDABLE.contains(defined.name)
                        && !misspelt.containsValue(key));
    }
}
