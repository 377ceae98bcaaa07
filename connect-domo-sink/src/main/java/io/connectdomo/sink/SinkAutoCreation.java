package io.connectdomo.sink;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.AutoCreation;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.dataset.FirstColumns;
import io.connectdomo.sink.dataset.TopicSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** What a task does with the first record of a topic whose DataSet is missing, for tools that only want to know. */
public final class SinkAutoCreation implements AutoCreation {
    private static final String DATASET_ID = "dataset.id";

    /** These say how rows are written. */
    private static final String COMPAT = "domo.compat.";

    @Override
    public OfTopic of(Map<String, String> connector, String topic) {
        TopicSettings settings = new DomoSinkConfig(creating(connector)).topic(topic);
        String name = settings.create().orElseThrow().name();
        return record ->
                FirstColumns.of(settings.record(), record).map(columns -> new Draft(name, new DataSetSchema(columns)));
    }

    /**
     * The same connector, were its DataSet not there yet. Nothing is sent anywhere, so any address and token will do; those that are
     * written may be placeholders, which only a worker replaces.
     */
    private static Map<String, String> creating(Map<String, String> connector) {
        Map<String, String> keys = new HashMap<>(connector);
        keys.keySet().removeIf(key -> key.equals(DATASET_ID) || key.endsWith('.' + DATASET_ID));
        keys.put("dataset.auto.create", "true");
        DomoConnectionConfig.define(new ConfigDef()).names().stream()
                .filter(key -> !key.startsWith(COMPAT))
                .forEach(keys::remove);
        keys.put(DomoConnectionConfig.TOKEN, "none");
        keys.put(DomoConnectionConfig.URL, "http://localhost");
        return keys;
    }
}
