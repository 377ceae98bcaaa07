package io.connectdomo.source.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.common.validation.Address;
import io.connectdomo.common.validation.Inquiry;
import io.connectdomo.common.validation.Question;
import io.connectdomo.source.feed.FeedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Checks a configuration before anything runs: single keys, then the rules between keys, then with Domo. */
public final class SourceValidation {
    private SourceValidation() {}

    public static Config validate(ConfigDef definition, Map<String, String> candidate) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        definition.validate(candidate).forEach(value -> values.put(value.name(), value));
        DomoConnectionConfig.validate(values);
        new SourceRules(values).check();
        live(candidate, values);
        UnknownKeys.warn(definition.names(), key -> false, candidate);
        return new Config(new ArrayList<>(values.values()));
    }

    /** All that can be asked where everything else is in order; where not, what there is to choose from. */
    private static void live(Map<String, String> candidate, Map<String, ConfigValue> values) {
        Optional<Address> address = Address.of(candidate, values);
        List<Question> questions = inOrder(values)
                ? LiveQuestions.of(new DomoSourceConfig(candidate))
                : choices(values.get(SourceKeys.FEEDS).value());
        if (address.isPresent() && !questions.isEmpty()) {
            Inquiry.ask(address.get(), questions).applyTo(values, candidate);
        }
    }

    private static List<Question> choices(Object feeds) {
        return feeds instanceof List<?> list && list.contains(FeedType.ACTIVITY_LOG.configured())
                ? List.of(LiveQuestions.objectTypes(List.of()))
                : List.of();
    }

    private static boolean inOrder(Map<String, ConfigValue> values) {
        return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
    }
}
