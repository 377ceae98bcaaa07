package io.connectdomo.common.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** Writes a configuration reference in Markdown from a {@link ConfigDef}; each plugin's page in docs/ is held to it by a test. */
public final class ConfigurationReference {
    private ConfigurationReference() {}

    /** The whole page: a table per group, keys in their order, internal ones left out. */
    public static String of(String title, ConfigDef definition) {
        StringBuilder page = new StringBuilder("# " + title + "\n\n"
                + "Written from the code (`ConfigurationReferenceTest`); not to be edited by hand.\n");
        for (String group : definition.groups()) {
            List<ConfigDef.ConfigKey> keys = definition.configKeys().values().stream()
                    .filter(key -> group.equals(key.group) && !key.internalConfig)
                    .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                    .toList();
            if (keys.isEmpty()) {
                continue;
            }
            page.append("\n## ").append(group).append("\n\n| key | default | meaning |\n|---|---|---|\n");
            keys.forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String row(ConfigDef.ConfigKey key) {
        return "| `" + key.name + "` | " + defaultOf(key) + " | " + escaped(key.documentation) + allowed(key) + " |\n";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String defaultOf(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        Object value = key.defaultValue;
        if (value == null || (value instanceof List<?> list && list.isEmpty())) {
            return "–";
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : "`" + value + "`";
    }

    private static String allowed(ConfigDef.ConfigKey key) {
        return key.validator == null ? "" : " *Allowed: " + escaped(key.validator.toString()) + ".*";
    }
}
