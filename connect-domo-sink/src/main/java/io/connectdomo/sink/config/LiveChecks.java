package io.connectdomo.sink.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.files.FileClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.sink.dataset.TopicSettings;
import io.connectdomo.sink.record.CoordinateKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only Domo can tell before a connector runs; asked when everything else is in order. So far: whether the DataSets of
 * effectively-once append have the key columns. Only a definite answer is an error; that Domo can't be reached is not.
 */
final class LiveChecks extends RuleSet {
    private static final Logger log = LoggerFactory.getLogger(LiveChecks.class);

    /** The worker waits for validation with a time-out of its own. */
    private static final Duration EACH = Duration.ofSeconds(3);

    private static final Duration ALL = Duration.ofSeconds(12);

    LiveChecks(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    void check() {
        DomoSinkConfig config = new DomoSinkConfig(candidate());
        Map<String, String> topicByDataSet = new LinkedHashMap<>();
        Map<Long, String> topicByFile = new LinkedHashMap<>();
        for (String topic : config.knownTopics()) {
            if (config.target(topic) == Target.FILE) {
                config.file(topic).fileId().ifPresent(id -> topicByFile.putIfAbsent(id, topic));
            }
            if (config.target(topic) != Target.DATASET) {
                continue;
            }
            TopicSettings settings = config.topic(topic);
            if (settings.dataSet().effectivelyOnce() && settings.create().isEmpty()) {
                topicByDataSet.putIfAbsent(settings.dataSet().dataSetId(), topic);
            }
        }
        if (!topicByDataSet.isEmpty()) {
            askAll(config, topicByDataSet);
        }
        if (!topicByFile.isEmpty()) {
            try (DomoHttp http = DomoHttp.open(impatient(config.connection()), 1)) {
                FileClient client = new FileClient(http, config.connection().compat());
                topicByFile.forEach((id, topic) -> ask(client, config, id, topic));
            }
        }
    }

    private void ask(FileClient client, DomoSinkConfig config, long fileId, String topic) {
        String where = config.whereSet(topic, FileKeys.ID);
        try {
            client.metadata(fileId);
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404) {
                complain(where, "File " + fileId + " does not exist, or the token's user can't see it.");
            } else {
                log.warn("File {} could not be checked", fileId, refused);
            }
        } catch (DomoException.Unauthorized unauthorized) {
            complain(unauthorized.status() == 401 ? DomoConnectionConfig.TOKEN : where, unauthorized.getMessage());
        } catch (DomoException notNow) {
            log.warn("File {} could not be checked now; the task will find out when it runs", fileId, notNow);
        }
    }

    private void askAll(DomoSinkConfig config, Map<String, String> topicByDataSet) {
        long deadline = System.nanoTime() + ALL.toNanos();
        try (DomoHttp http = DomoHttp.open(impatient(config.connection()), 1)) {
            DataSetClient client = new DataSetClient(http, config.connection().compat());
            for (Map.Entry<String, String> each : topicByDataSet.entrySet()) {
                if (System.nanoTime() > deadline) {
                    log.warn(
                            "Not every DataSet could be checked within {}; the others are checked when the task runs",
                            ALL);
                    return;
                }
                ask(client, config, each.getKey(), each.getValue());
            }
        }
    }

    private void ask(DataSetClient client, DomoSinkConfig config, String dataSetId, String topic) {
        try {
            CoordinateKey.require(client.latestSchema(dataSetId));
        } catch (ConfigException e) {
            complain(
                    config.whereSet(topic, SinkKeys.DELIVERY_GUARANTEE),
                    "DataSet " + dataSetId + ": " + e.getMessage());
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404) {
                complain(
                        config.whereSet(topic, SinkKeys.DATASET_ID),
                        "DataSet " + dataSetId + " does not exist, or the token's user can't see it.");
            } else {
                log.warn("DataSet {} could not be checked", dataSetId, refused);
            }
        } catch (DomoException.Unauthorized unauthorized) {
            if (unauthorized.status() == 401) {
                complain(DomoConnectionConfig.TOKEN, unauthorized.getMessage());
            } else {
                complain(config.whereSet(topic, SinkKeys.DATASET_ID), unauthorized.getMessage());
            }
        } catch (DomoException notNow) {
            log.warn("DataSet {} could not be checked now; the task will check it when it runs", dataSetId, notNow);
        }
    }

    private static DomoConnectionConfig impatient(DomoConnectionConfig config) {
        return config.withTimeouts(shorter(config.connectTimeout(), EACH), shorter(config.requestTimeout(), EACH));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
