package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.DomoSinkConfig.parse;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.Rules;
import io.connectdomo.sink.record.BeforeImage;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.UnavailableOptions;
import io.connectdomo.sink.record.UnavailableValueAction;
import io.connectdomo.sink.record.UnrepresentableValueAction;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say what becomes of values that are missing, or that a column can't hold. */
final class ValueKeys {
    static final String UNREPRESENTABLE_ACTION = "unrepresentable.value.action";
    static final String UNAVAILABLE_ACTION = "unavailable.value.action";
    static final String UNAVAILABLE_PLACEHOLDER = "unavailable.value.placeholder";
    static final String BEFORE_IMAGE = "before.image";

    private ValueKeys() {}

    static void define(Definitions keys) {
        keys.choice(
                        UNREPRESENTABLE_ACTION,
                        UnrepresentableValueAction.FAIL,
                        "Values that a column can't hold",
                        "What becomes of a proper value that has no form in its column, such as an infinite date, one outside the years"
                                + " 0001 to 9999, NaN or an infinite number: fail (the record is a bad record), null, or clamp (the first"
                                + " or last date and time that there is; NaN and infinite numbers are NULL). Warned once a field and"
                                + " counted. A key never changes: there it is a bad record.")
                .choice(
                        UNAVAILABLE_ACTION,
                        UnavailableValueAction.FAIL,
                        "Unavailable values",
                        "What becomes of Debezium's placeholder, sent for a large value that an update did not touch, when the same"
                                + " batch holds no earlier row of the key to take it from: fail (it is a bad record) or null. In"
                                + " PostgreSQL, ALTER TABLE ... REPLICA IDENTITY FULL makes all values known.")
                .text(
                        UNAVAILABLE_PLACEHOLDER,
                        RecordOptions.DEFAULT_PLACEHOLDER,
                        Rules.rule(
                                "a text that is not empty",
                                value -> !value.toString().isBlank()),
                        Importance.LOW,
                        Width.MEDIUM,
                        "Placeholder of unavailable values",
                        "What Debezium sends for a value that the database did not log: the same as unavailable.value.placeholder there."
                                + " Recognised as text, bytes, base64 and hex, in arrays too, in plain and debezium.")
                .choice(
                        BEFORE_IMAGE,
                        BeforeImage.AUTO,
                        "Image before a change",
                        "debezium: whether before is the whole row. full; key, when only the key's fields of it count; auto, key for"
                                + " PostgreSQL, which fills in NOT NULL columns that it does not log unless the table has REPLICA IDENTITY"
                                + " FULL, and full for all other databases.");
    }

    /** The options with what the keys say. */
    static RecordOptions apply(AbstractConfig config, RecordOptions options) {
        return options.withUnrepresentableValueAction(unrepresentable(config))
                .withUnavailableValueAction(parse(UnavailableValueAction.class, config.getString(UNAVAILABLE_ACTION)))
                .withPlaceholder(config.getString(UNAVAILABLE_PLACEHOLDER))
                .withBeforeImage(parse(BeforeImage.class, config.getString(BEFORE_IMAGE)));
    }

    /** What files do about unavailable values. */
    static UnavailableOptions unavailable(AbstractConfig config) {
        return new UnavailableOptions(
                parse(UnavailableValueAction.class, config.getString(UNAVAILABLE_ACTION)),
                config.getString(UNAVAILABLE_PLACEHOLDER));
    }

    static UnrepresentableValueAction unrepresentable(AbstractConfig config) {
        return parse(UnrepresentableValueAction.class, config.getString(UNREPRESENTABLE_ACTION));
    }
}
