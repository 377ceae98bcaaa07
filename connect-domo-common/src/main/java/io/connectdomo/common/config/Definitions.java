package io.connectdomo.common.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Adds keys to a {@link ConfigDef} group by group, numbering them in the order in which they are added. */
final class Definitions {
    private final ConfigDef def;
    private String group;
    private int order;

    Definitions(ConfigDef def) {
        this.def = def;
    }

    Definitions group(String name) {
        group = name;
        order = 0;
        return this;
    }

    Definitions text(
            String key,
            Object defaultValue,
            ConfigDef.Validator rule,
            Importance importance,
            Width width,
            String label,
            String doc) {
        return add(key, ConfigDef.Type.STRING, defaultValue, rule, importance, width, label, doc);
    }

    Definitions secret(
            String key,
            Object defaultValue,
            ConfigDef.Validator rule,
            Importance importance,
            String label,
            String doc) {
        return add(key, ConfigDef.Type.PASSWORD, defaultValue, rule, importance, Width.MEDIUM, label, doc);
    }

    Definitions number(String key, long defaultValue, ConfigDef.Validator rule, String label, String doc) {
        return add(key, ConfigDef.Type.LONG, defaultValue, rule, Importance.MEDIUM, Width.SHORT, label, doc);
    }

    Definitions rate(String key, double defaultValue, String label, String doc) {
        return add(key, ConfigDef.Type.DOUBLE, defaultValue, Rules.RATE, Importance.LOW, Width.SHORT, label, doc);
    }

    Definitions choice(String key, Enum<?> defaultValue, String label, String doc) {
        List<String> allowed = DomoCompat.configured(defaultValue.getDeclaringClass());
        def.define(
                key,
                ConfigDef.Type.STRING,
                DomoCompat.configured(defaultValue),
                Rules.oneOf(allowed),
                Importance.LOW,
                doc,
                group,
                ++order,
                Width.SHORT,
                label,
                Rules.recommend(allowed));
        return this;
    }

    private Definitions add(
            String key,
            ConfigDef.Type type,
            Object defaultValue,
            ConfigDef.Validator rule,
            Importance importance,
            Width width,
            String label,
            String doc) {
        def.define(key, type, defaultValue, rule, importance, doc, group, ++order, width, label);
        return this;
    }
}
