package io.connectdomo.sink.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.common.validation.Address;
import io.connectdomo.common.validation.Inquiry;
import io.connectdomo.common.validation.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Checks a configuration before anything runs: single keys, then the rules between keys, each on its own key. */
public final class SinkValidation {
    private SinkValidation() {}

    public static Config validate(ConfigDef definition, Map<String, String> candidate) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        definition.validate(candidate).forEach(value -> values.put(value.name(), value));
        DomoConnectionConfig.validate(values);
        new FrameworkRules(candidate, values).check();
        new NullRules(candidate, values).check();
        if (inOrder(values)) {
            new SinkRules(candidate, values).check();
        }
        live(candidate, values);
        UnknownKeys.warn(definition.names(), key -> key.startsWith(TopicOverrides.PREFIX), candidate);
        return new Config(new ArrayList<>(values.values()));
    }

    /** All that can be asked where everything else is in order; where not, what there is to choose from. */
    private static void live(Map<String, String> candidate, Map<String, ConfigValue> values) {
        Optional<Address> address = Address.of(candidate, values);
        if (address.isEmpty()) {
            return;
        }
        if (inOrder(values)) {
            List<Question> questions = LiveQuestions.of(new DomoSinkConfig(candidate));
            Inquiry.ask(address.get(), questions).applyTo(values, candidate);
        } else if (Target.FILESET.name().equalsIgnoreCase(candidate.get(SinkKeys.TARGET))) {
            Inquiry.ask(address.get(), List.of(LiveQuestions.fileSetChoice())).applyTo(values, candidate);
        }
    }

    private static boolean inOrder(Map<String, ConfigValue> values) {
        return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
    }
}
