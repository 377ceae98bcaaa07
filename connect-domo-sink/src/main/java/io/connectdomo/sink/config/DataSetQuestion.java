package io.connectdomo.sink.config;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataSetInfo;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.validation.Findings;
import io.connectdomo.common.validation.Question;
import io.connectdomo.sink.dataset.TopicSettings;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.WriteMode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one DataSet can take the records of the topics that go there. */
final class DataSetQuestion {
    private static final Logger log = LoggerFactory.getLogger(DataSetQuestion.class);

    /** As {@link ConfigException} words it: value, key and what is wrong. */
    private static final Pattern NAMED =
            Pattern.compile("Invalid value .* for configuration ([a-z.]+): (.*)", Pattern.DOTALL);

    private final DomoSinkConfig config;
    private final String id;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Map<String, TopicSettings> topics = new LinkedHashMap<>();

    DataSetQuestion(DomoSinkConfig config, String id) {
        this.config = config;
        this.id = id;
    }

    /** A place where its id is configured. */
    DataSetQuestion namedBy(String key) {
        keys.add(key);
        return this;
    }

    /**
     * A topic whose records go there.
     *
     * @param certain whether its settings are; if not, they are not compared with the DataSet
     */
    void fedBy(String topic, TopicSettings settings, boolean certain) {
        if (certain) {
            topics.put(topic, settings);
        }
    }

    Question question() {
        return Question.of(
                "DataSet " + id, List.copyOf(keys), SinkCheck.DATASET_MISSING, SinkCheck.DATASET_REFUSED, this::ask);
    }

    private void ask(DomoHttp http, Findings findings) {
        DataSetClient client = new DataSetClient(http, config.connection().compat());
        DataSetInfo info = client.get(id);
        kind(info, findings);
        if (!findings.complaints().isEmpty()) {
            return;
        }
        columns(client.latestSchema(id), findings);
        for (Map.Entry<String, TopicSettings> each : topics.entrySet()) {
            if (each.getValue().dataSet().mode() == WriteMode.REPLACE) {
                partitions(client, info, each.getKey(), each.getValue(), findings);
            }
        }
    }

    private void kind(DataSetInfo info, Findings findings) {
        if (info.readOnly()) {
            findings.complain(keys, SinkCheck.DATASET_READ_ONLY, id);
        }
        if (info.fedByConnector()) {
            findings.complain(keys, SinkCheck.DATASET_OF_CONNECTOR, id);
        } else if (info.fedByDataFlow()) {
            findings.complain(keys, SinkCheck.DATASET_OF_DATAFLOW, id);
        } else if (!info.transportType().isEmpty() && !info.transportType().equalsIgnoreCase("API")) {
            log.warn(
                    "DataSet {} was not made for the API (transportType {}): Domo may refuse uploads, or somebody else may feed"
                            + " it too",
                    id,
                    info.transportType());
        }
    }

    private void columns(DataSetSchema schema, Findings findings) {
        if (keys.contains(SinkKeys.DATASET_ID)) {
            findings.suggest(
                    SinkKeys.KEY_FIELDS,
                    schema.columns().stream().map(Column::name).toList());
        }
        topics.forEach((topic, settings) -> {
            try {
                // The same that a task makes of it, so that what it would refuse is refused here.
                new RecordEncoder(settings.record(), schema);
                key(schema, topic, settings, findings);
            } catch (ConfigException unmet) {
                complain(topic, unmet, findings);
            }
            boolean appends = settings.dataSet().mode() == WriteMode.APPEND
                    && !settings.dataSet().effectivelyOnce();
            if (appends && schema.columns().stream().anyMatch(Column::upsertKey)) {
                log.warn(
                        "DataSet {} has an upsert key, so rows of topic {} that are appended may replace each other",
                        id,
                        topic);
            }
        });
    }

    /** Where Domo shows keys, and none: it refuses the first commit. */
    private void key(DataSetSchema schema, String topic, TopicSettings settings, Findings findings) {
        if (!schema.withoutKey()) {
            return;
        }
        if (settings.dataSet().mode().isKeyed()) {
            findings.complain(
                    List.of(config.whereSet(topic, SinkKeys.WRITE_MODE)),
                    SinkCheck.NO_KEY,
                    settings.dataSet().mode().name().toLowerCase(Locale.ROOT),
                    id,
                    topic);
        } else if (settings.dataSet().effectivelyOnce()) {
            findings.complain(
                    List.of(config.whereSet(topic, SinkKeys.DELIVERY_GUARANTEE)),
                    SinkCheck.NO_COORDINATE_KEY,
                    id,
                    topic);
        }
    }

    private void complain(String topic, ConfigException unmet, Findings findings) {
        Matcher named = NAMED.matcher(unmet.getMessage());
        String key = named.matches() ? named.group(1) : SinkKeys.DATASET_ID;
        SinkCheck check = switch (key) {
            case SinkKeys.KEY_FIELDS -> SinkCheck.KEY_COLUMNS;
            case SinkKeys.METADATA_COLUMNS -> SinkCheck.METADATA_COLUMNS;
            case SinkKeys.DELIVERY_GUARANTEE -> SinkCheck.COORDINATE_COLUMNS;
            default -> SinkCheck.DATASET_COLUMNS;
        };
        String what = named.matches() ? named.group(2) : unmet.getMessage();
        findings.complain(List.of(config.whereSet(topic, key)), check, id, topic, what);
    }

    private void partitions(
            DataSetClient client, DataSetInfo info, String topic, TopicSettings settings, Findings findings) {
        List<String> key = List.of(config.whereSet(topic, SinkKeys.PARTITION_TAG));
        boolean tagged = !settings.dataSet().partitionTag().isEmpty();
        boolean partitioned;
        try {
            partitioned = !client.partitions(id, 1, 0).isEmpty();
        } catch (DomoException noList) {
            log.warn("Whether DataSet {} has partitions could not be looked up", id, noList);
            return;
        }
        if (!tagged && partitioned) {
            findings.complain(key, SinkCheck.WHOLE_OF_PARTITIONS, id, topic);
        } else if (tagged && !partitioned && info.rowCount().orElse(0) > 0) {
            findings.complain(
                    key, SinkCheck.PARTITIONS_OF_WHOLE, id, info.rowCount().getAsLong(), topic);
        }
    }
}
