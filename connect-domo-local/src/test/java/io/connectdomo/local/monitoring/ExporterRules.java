package io.connectdomo.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of jmx-exporter.yml, applied as the exporter does: the first that matches wins, its name filled in from its groups,
 * and what a name can't have becomes an underscore. {@code MonitoringIT} shows that the exporter agrees.
 */
final class ExporterRules {
    private final List<Rule> rules = new ArrayList<>();

    private ExporterRules(JsonNode file) {
        file.path("rules")
                .forEach(rule -> rules.add(new Rule(
                        Pattern.compile("^.*(?:" + rule.path("pattern").asText() + ").*$"),
                        rule.path("name").asText(),
                        rule.path("type").asText(),
                        rule.path("valueFactor").asDouble(1))));
    }

    /**
     * One rule.
     *
     * @param name with groups of the pattern as {@code $1}
     */
    record Rule(Pattern pattern, String name, String type, double factor) {}

    static ExporterRules read() {
        return new ExporterRules(MonitoringFiles.yaml("jmx-exporter.yml"));
    }

    /**
     * The rule for an attribute.
     *
     * @param bean such as {@code kafka.connect<type=connector-metrics, connector=orders><>}
     */
    Optional<Rule> rule(String bean, String attribute) {
        return ruleFor(shown(bean, attribute));
    }

    /** @param shown bean, attribute and value */
    Optional<Rule> ruleFor(String shown) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(shown).matches())
                .findFirst();
    }

    /** What an attribute with some value is called in Prometheus. */
    Optional<String> name(String bean, String attribute) {
        return rule(bean, attribute).map(rule -> {
            Matcher matcher = rule.pattern().matcher(shown(bean, attribute));
            return matcher.replaceAll(rule.name()).replaceAll("[^a-zA-Z0-9_]", "_");
        });
    }

    private static String shown(String bean, String attribute) {
        return bean + attribute + ": running";
    }
}
