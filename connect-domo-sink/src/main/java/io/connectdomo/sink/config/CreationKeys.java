package io.connectdomo.sink.config;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.Rules;
import io.connectdomo.common.dataset.Share;
import io.connectdomo.sink.dataset.Adopt;
import io.connectdomo.sink.dataset.NewDataSet;
import io.connectdomo.sink.record.SchemalessNumbers;
import io.connectdomo.sink.record.TopicTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@code dataset.auto.create}: which DataSet a topic gets that has no {@code dataset.id}. */
final class CreationKeys {
    static final String AUTO_CREATE = "dataset.auto.create";
    static final String WAIT_MS = "dataset.auto.create.wait.ms";
    static final String NAME = "dataset.name";
    static final String DESCRIPTION = "dataset.create.description";
    static final String TAGS = "dataset.create.tags";
    static final String SHARE_WITH = "dataset.create.share.with";
    static final String ADOPT = "dataset.auto.create.adopt";
    static final String SCHEMALESS_NUMBERS = "schemaless.number.type";

    static final ConfigDef.Validator TEMPLATE =
            rule("a text with {{topic}} or {{topic:REGEX}}", (key, value) -> TopicTemplate.of(key, (String) value));

    private static final ConfigDef.Validator SHARES = rule(
            "a list of USER:id:ACCESS or GROUP:id:ACCESS with ACCESS one of CO_OWNER, CAN_EDIT, CAN_SHARE, CAN_VIEW",
            (key, value) -> ((List<?>) value).forEach(share -> parse(key, share.toString())));

    /** Written as the types of columns are. */
    private static final ConfigDef.Validator NUMBERS = Rules.rule(
            "DECIMAL or LONG_OR_DOUBLE",
            value -> Arrays.stream(SchemalessNumbers.values())
                    .anyMatch(type ->
                            type.name().equalsIgnoreCase(value.toString().strip())));

    private CreationKeys() {}

    static void define(Definitions keys) {
        keys.flag(
                        AUTO_CREATE,
                        false,
                        "Create DataSets",
                        "In place of dataset.id: the DataSet is found by its exact name (dataset.name), or created from the first"
                                + " records, with types and upsert keys. Of several DataSets of that name the oldest is used. Records"
                                + " wait in Kafka until it is there, and until Domo's search shows one that was created.")
                .number(
                        WAIT_MS,
                        60_000,
                        Rules.MILLIS,
                        "Wait before creating (ms)",
                        "The task that reads partition 0 of the topic creates a missing DataSet at once, other tasks after this time,"
                                + " if it is still not found.")
                .text(
                        NAME,
                        "{{topic}}",
                        TEMPLATE,
                        Importance.MEDIUM,
                        Width.MEDIUM,
                        "DataSet name",
                        "With dataset.auto.create: {{topic}} is the topic's name, {{topic:REGEX}} the first group of an expression that"
                                + " matches the whole name: {{topic:.*\\.(.*)}} makes orders of shop.public.orders. Two topics to"
                                + " which a template gives one name are refused, but in append; a name that is written out for each"
                                + " of them is taken.")
                .choice(
                        ADOPT,
                        Adopt.FITTING,
                        "Take over DataSets",
                        "With dataset.auto.create: which DataSets of the name are taken that this connector has not created (what it"
                                + " has created bears the tag connect-domo:NAME-OF-THE-CONNECTOR). fitting: those of which nothing"
                                + " changes its meaning, because they are empty, or appended to, or have the upsert key that is"
                                + " needed. any: also those whose upsert key is to be set, or whose rows replace would replace. never:"
                                + " none.")
                .text(
                        DESCRIPTION,
                        "",
                        null,
                        Importance.LOW,
                        Width.LONG,
                        "Description of created DataSets",
                        "Set once, on a DataSet that this connector has created.")
                .list(TAGS, "Tags of created DataSets", "Set once, on a DataSet that this connector has created.")
                .list(
                        SHARE_WITH,
                        SHARES,
                        "Share created DataSets with",
                        "Set once, on a DataSet that this connector has created, for example"
                                + " USER:1234567:CO_OWNER,GROUP:89:CAN_VIEW. Without it only the token's user sees it.")
                .text(
                        SCHEMALESS_NUMBERS,
                        SchemalessNumbers.DECIMAL.name(),
                        NUMBERS,
                        Importance.LOW,
                        Width.SHORT,
                        "Numbers without a schema",
                        "Type of the columns that are created (dataset.auto.create, schema.evolution=add) for numbers of records"
                                + " without a schema, which do not tell whether a fraction is still to come. DECIMAL, or"
                                + " LONG_OR_DOUBLE: LONG while all records that wait for the column have whole numbers, else DOUBLE."
                                + " Whole numbers of keys are LONG in any case.");
    }

    /**
     * Leaves one of the two ways to a DataSet where both are set: what is set for the topic wins over what is set for all, a literal
     * topic over an expression.
     *
     * @param rank of the place where a key is set for the topic, higher is closer
     * @throws ConfigException where both are set at the same place
     */
    static void chooseOne(String topic, Map<String, String> merged, ToIntFunction<String> rank) {
        boolean creates = "true"
                .equalsIgnoreCase(merged.getOrDefault(AUTO_CREATE, "false").trim());
        boolean named = !merged.getOrDefault(SinkKeys.DATASET_ID, "").isBlank();
        if (!creates || !named) {
            return;
        }
        int difference = rank.applyAsInt(SinkKeys.DATASET_ID) - rank.applyAsInt(AUTO_CREATE);
        if (difference == 0) {
            throw new ConfigException("Topic " + topic
                    + " has both dataset.id and dataset.auto.create=true: set one of them, or the one that is to hold for this"
                    + " topic with topic.override." + topic + ".");
        }
        merged.remove(difference > 0 ? AUTO_CREATE : SinkKeys.DATASET_ID);
    }

    /**
     * The DataSet that is found or created for the topic; empty where {@code dataset.id} names one.
     *
     * @throws ConfigException where the topic has no name
     */
    static Optional<NewDataSet> of(AbstractConfig config, String topic) {
        if (!config.getBoolean(AUTO_CREATE)) {
            return Optional.empty();
        }
        return Optional.of(new NewDataSet(
                TopicTemplate.of(NAME, config.getString(NAME)).of(topic),
                DomoSinkConfig.parse(Adopt.class, config.getString(ADOPT)),
                config.getLong(WAIT_MS),
                config.getString(DESCRIPTION).strip(),
                config.getList(TAGS).stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList(),
                config.getList(SHARE_WITH).stream()
                        .map(share -> parse(SHARE_WITH, share))
                        .distinct()
                        .toList()));
    }

    private static Share parse(String key, String share) {
        try {
            return Share.parse(share);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, share, e.getMessage());
        }
    }

    private static ConfigDef.Validator rule(String allowed, BiConsumer<String, Object> check) {
        return new ConfigDef.Validator() {
            @Override
            public void ensureValid(String name, Object value) {
                if (value != null) {
                    check.accept(name, value);
                }
            }

            @Override
            public String toString() {
                return allowed;
            }
        };
    }
}
