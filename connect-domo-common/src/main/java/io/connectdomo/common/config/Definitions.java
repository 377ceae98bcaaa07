package io.connectdomo.common.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Adds keys to a {@link ConfigDef} group by group, numbering them in the order in which they are added. */
public final class Definitions {
    private final ConfigDef def;
    private String group;
    private int order;

    public Definitions(ConfigDef def) {
        this.def = def;
    }

    public Definitions group(String name) {
        group = name;
        order = 0;
        return this;
    }

    public Definitions text(
            String key,
            Object defaultValue,
            ConfigDef.Validator rule,
            Importance importance,
            Width width,
            String label,
            String doc) {
        return add(key, ConfigDef.Type.STRING, defaultValue, rule, importance, width, label, doc);
    }

    public Definitions secret(
            String key,
            Object defaultValue,
            ConfigDef.Validator rule,
            Importance importance,
            String label,
            String doc) {
        return add(key, ConfigDef.Type.PASSWORD, defaultValue, rule, importance, Width.MEDIUM, label, doc);
    }

    public Definitions number(String key, long defaultValue, ConfigDef.Validator rule, String label, String doc) {
        return add(key, ConfigDef.Type.LONG, defaultValue, rule, Importance.MEDIUM, Width.SHORT, label, doc);
    }

    public Definitions rate(String key, double defaultValue, String label, String doc) {
        return add(key, ConfigDef.Type.DOUBLE, defaultValue, Rules.RATE, Importance.LOW, Width.SHORT, label, doc);
    }

    public Definitions choice(String key, Enum<?> defaultValue, String label, String doc) {
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

    /** A choice without a default: what holds then depends on other keys. */
    public Definitions optionalChoice(String key, Class<? extends Enum<?>> type, String label, String doc) {
        List<String> allowed = DomoCompat.configured(type);
        def.define(
                key,
                ConfigDef.Type.STRING,
                null,
                Rules.oneOf(allowed),
                Importance.MEDIUM,
                doc,
                group,
                ++order,
                Width.SHORT,
                label,
                Rules.recommend(allowed));
        return this;
    }

    public Definitions flag(String key, boolean defaultValue, String label, String doc) {
        return add(key, ConfigDef.Type.BOOLEAN, defaultValue, null, Importance.LOW, Width.SHORT, label, doc);
    }

    public Definitions list(String key, String label, String doc) {
        return add(key, ConfigDef.Type.LIST, List.of(), null, Importance.MEDIUM, Width.LONG, label, doc);
    }

    /** A list whose elements a rule checks. */
    public Definitions list(String key, ConfigDef.Validator rule, String label, String doc) {
        return add(key, ConfigDef.Type.LIST, List.of(), rule, Importance.MEDIUM, Width.LONG, label, doc);
    }

    /**
     * @param allowed what each element may be
     */
    public Definitions list(String key, String label, String doc, List<String> allowed) {
        def.define(
                key,
                ConfigDef.Type.LIST,
                List.of(),
                Rules.eachOneOf(allowed),
                Importance.MEDIUM,
                doc,
                group,
                ++order,
                Width.LONG,
                label,
                Rules.recommend(allowed));
        return this;
    }

    /**
     * A list that must not be missing.
     *
     * @param allowed what each element may be
     */
    public Definitions requiredList(String key, String label, String doc, List<String> allowed) {
        def.define(
                key,
                ConfigDef.Type.LIST,
                ConfigDef.NO_DEFAULT_VALUE,
                Rules.eachOneOf(allowed),
                Importance.HIGH,
                doc,
                group,
                ++order,
                Width.LONG,
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
