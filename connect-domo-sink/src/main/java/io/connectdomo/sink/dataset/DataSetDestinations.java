package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.Route;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lanes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DataSets of one task, made as topics show up; several topics may share one. Task thread only. */
public final class DataSetDestinations implements Destinations {
    private static final Logger log = LoggerFactory.getLogger(DataSetDestinations.class);

    private final Function<String, TopicSettings> configs;
    private final TaskSettings task;
    private final TaskParts parts;
    private final DataSetClient client;
    private final Lanes lanes;
    private final AutoCloseable http;
    private final Map<String, DataSetDestination> byDataSet = new LinkedHashMap<>();
    private final Map<String, Route> byTopic = new HashMap<>();

    /**
     * @param http closed with the destinations
     */
    public DataSetDestinations(
            Function<String, TopicSettings> configs,
            TaskSettings task,
            TaskParts parts,
            DataSetClient client,
            Lanes lanes,
            AutoCloseable http) {
        this.configs = configs;
        this.task = task;
        this.parts = parts;
        this.client = client;
        this.lanes = lanes;
        this.http = http;
    }

    @Override
    public Route routeOf(String topic) {
        return byTopic.computeIfAbsent(topic, this::newRoute);
    }

    private Route newRoute(String topic) {
        TopicSettings config = configs.apply(topic);
        DataSetDestination destination = destination(topic, config.dataSet());
        destination.fedBy(topic);
        return new DataSetRoute(config.record(), destination);
    }

    private DataSetDestination destination(String topic, DataSetSettings settings) {
        DataSetDestination destination =
                byDataSet.computeIfAbsent(settings.dataSetId(), id -> newDestination(settings));
        if (!destination.settings().equals(settings)) {
            throw new ConfigException("Topic " + topic + " feeds DataSet " + settings.dataSetId()
                    + " with other settings than another topic does (" + settings + " against " + destination.settings()
                    + "). Topics of one DataSet must agree in write.mode, commit.*, dataset.index, replace.* and"
                    + " destination.failure.action.");
        }
        return destination;
    }

    private DataSetDestination newDestination(DataSetSettings settings) {
        DataSetApi api = new DataSetApi(client, settings, task, parts.ticker());
        return new DataSetDestination(settings, task, parts, api, lanes.lane("DataSet " + settings.dataSetId()));
    }

    @Override
    public Collection<? extends Destination> all() {
        return byDataSet.values();
    }

    @Override
    public void close() {
        lanes.close();
        try {
            http.close();
        } catch (Exception e) {
            log.warn("The connections to Domo could not be closed", e);
        }
    }
}
