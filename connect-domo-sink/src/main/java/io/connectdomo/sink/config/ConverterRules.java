package io.connectdomo.sink.config;

import io.connectdomo.common.config.ConverterNames;
import io.connectdomo.sink.record.FileFormat;
import io.connectdomo.sink.record.ValueFormat;
import io.connectdomo.sink.record.WriteMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigValue;

/** A converter that gives values of a kind that the target never takes makes a bad record of every one. */
final class ConverterRules extends RuleSet {
    private static final String KEY = "value.converter";
    private static final String TEXT = "StringConverter";
    private static final String BYTES = "ByteArrayConverter";

    /** Kafka's that give one value without fields. */
    private static final Set<String> ONE_VALUE = Set.of(
            TEXT,
            BYTES,
            "BooleanConverter",
            "DoubleConverter",
            "FloatConverter",
            "IntegerConverter",
            "LongConverter",
            "ShortConverter");

    ConverterRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    /** A transformation may make fields of the value; of the worker's own converter nothing is known. */
    void check(DomoSinkConfig config) {
        String converter = ConverterNames.ofKafka(text(KEY));
        if (config.transformed() || !ONE_VALUE.contains(converter)) {
            return;
        }
        if (config.knownTopics().isEmpty()) {
            judge(wanted(config, converter), converter, "every record");
        }
        for (String topic : config.knownTopics()) {
            if (judge(wanted(config.forTopic(topic), converter), converter, "every record of topic " + topic)) {
                return;
            }
        }
    }

    private boolean judge(String wanted, String converter, String records) {
        if (!wanted.isEmpty()) {
            complain(KEY, converter + " makes a bad record of " + records + ": " + wanted);
        }
        return !wanted.isEmpty();
    }

    /** What to do; empty where the values fit. */
    private static String wanted(AbstractConfig topic, String converter) {
        String withFields =
                "its values have no fields. Use one that gives fields (JsonConverter, AvroConverter, ProtobufConverter),"
                        + " or make a field of the value (HoistField).";
        return switch (DomoSinkConfig.parse(Target.class, topic.getString(SinkKeys.TARGET))) {
            case DATASET, APPDB -> is(topic, SinkKeys.WRITE_MODE, WriteMode.DELETE) ? "" : withFields;
            case FILE -> is(topic, FileKeys.FORMAT, FileFormat.CSV) ? withFields : "";
            case FILESET -> {
                if (is(topic, FileSetKeys.VALUE_FORMAT, ValueFormat.BYTES) && !converter.equals(BYTES)) {
                    yield "fileset.value.format=bytes takes bytes. Use ByteArrayConverter, or fileset.value.format=auto.";
                }
                yield is(topic, FileSetKeys.VALUE_FORMAT, ValueFormat.STRING) && !converter.equals(TEXT)
                        ? "fileset.value.format=string takes text. Use StringConverter, or fileset.value.format=auto."
                        : "";
            }
        };
    }

    private static boolean is(AbstractConfig topic, String key, Enum<?> value) {
        return topic.getString(key).toUpperCase(Locale.ROOT).equals(value.name());
    }
}
