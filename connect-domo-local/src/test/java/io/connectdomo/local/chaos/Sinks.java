package io.connectdomo.local.chaos;

import io.connectdomo.local.KafkaStack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Sinks of a stack whose workers come and go. */
final class Sinks extends Connectors {
    private final KafkaStack stack;

    Sinks(KafkaStack stack) {
        super(stack);
        this.stack = stack;
    }

    /** From one topic of schemaless JSON with text keys to one DataSet. */
    Map<String, String> config(String topic, String dataSet, String writeMode) {
        Map<String, String> config = config(topic);
        config.put("dataset.id", dataSet);
        config.put("write.mode", writeMode);
        return config;
    }

    /** From one topic of schemaless JSON with text keys, to what is still to be said. */
    Map<String, String> config(String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.connectdomo.sink.DomoSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", topic);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("domo.url", stack.emulator().address().toString());
        config.put(
                "domo.developer.token",
                stack.secret("domo.token", stack.emulator().token()));
        return config;
    }

    /** Waits until everything up to these offsets is committed, in Domo and in Kafka. */
    void awaitOffsets(String name, Map<TopicPartition, Long> offsets, Duration within) {
        await(
                name + " commits " + offsets,
                within,
                () -> stack.connect().sinkOffsets(name).equals(offsets));
    }

    /** Waits until all that was committed can be queried. */
    void awaitIndexed(String dataSet, Duration within) {
        await(dataSet + " is indexed", within, () -> stack.emulator().dataSets().isIndexed(dataSet));
    }
}
