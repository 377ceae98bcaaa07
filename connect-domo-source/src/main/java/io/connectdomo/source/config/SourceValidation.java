package io.connectdomo.source.config;

import io.connectdomo.common.config.Draft;
import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.common.validation.Address;
import io.connectdomo.common.validation.Inquiry;
import io.connectdomo.common.validation.Question;
import io.connectdomo.source.feed.FeedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Checks a configuration before anything runs: single keys, the rules between keys, and what Domo says, each message on its own key and
 * all of them in one answer, as far as they can be told beside what else is wrong.
 */
public final class SourceValidation {
    private final ConfigDef definition;
    private final Map<String, String> candidate;
    private final Draft draft;

    private SourceValidation(ConfigDef definition, Map<String, String> candidate) {
        this.definition = definition;
        this.candidate = candidate;
        this.draft = new Draft(
                definition,
                definition.configKeys()::get,
                candidate,
                UnknownKeys.misspelt(definition.names(), key -> false, candidate));
    }

    public static Config validate(ConfigDef definition, Map<String, String> candidate) {
        return new SourceValidation(definition, Draft.set(candidate)).told();
    }

    private Config told() {
        List<Question> questions = questions();
        new SourceRules(draft.values()).check();
        new ConverterRules(draft.meant(), draft.values()).check(feeds());
        if (!draft.misspellsTheConnection()) {
            Address.of(draft.meant(), draft.values())
                    .ifPresent(address -> Inquiry.ask(address, questions).applyTo(draft.values(), draft.meant()));
        }
        UnknownKeys.warn(definition.names(), key -> false, candidate);
        return new Config(new ArrayList<>(draft.values().values()));
    }

    /** What can be asked with the keys that are right by themselves; where no feed is, the token is tried all the same. */
    private List<Question> questions() {
        Map<String, String> sound = draft.sound();
        sound.put(SourceKeys.FEEDS, feeds().stream().map(FeedType::configured).collect(Collectors.joining(",")));
        try {
            return LiveQuestions.of(DomoSourceConfig.unlogged(sound));
        } catch (ConfigException said) {
            // Among the messages already.
            return List.of();
        }
    }

    /** Those that are named as there are, also among others that are not. */
    private List<FeedType> feeds() {
        return Stream.of(draft.meant().getOrDefault(SourceKeys.FEEDS, "").split(",", -1))
                .map(String::trim)
                .flatMap(name -> FeedType.of(name).stream())
                .distinct()
                .toList();
    }
}
