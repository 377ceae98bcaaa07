package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.Route;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Lanes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final SearchClient search;
    private final Lanes lanes;
    private final DiscoverySettings discovery;
    private final ClaimedNames names = new ClaimedNames();
    private final Map<String, DataSetDestination> byDataSet = new LinkedHashMap<>();
    private final Map<String, Route> byTopic = new HashMap<>();
    private final List<Destination> all = new ArrayList<>();

    /** DataSets that are known by their name, as they are wanted; those that are not found yet are in {@link #pending}. */
    private final Map<String, Named> named = new HashMap<>();

    private final Map<String, PendingDestination> pending = new HashMap<>();

    /** Topics of one name must agree; the id is null while the DataSet is not found. */
    private record Named(NewDataSet wanted, DataSetSettings settings, String id) {}

    public DataSetDestinations(
            Function<String, TopicSettings> configs,
            TaskSettings task,
            TaskParts parts,
            DataSetClient client,
            SearchClient search,
            Lanes lanes) {
        this.configs = configs;
        this.task = task;
        this.parts = parts;
        this.client = client;
        this.search = search;
        this.lanes = lanes;
        this.discovery = new DiscoverySettings(task);
    }

    @Override
    public Route routeOf(String topic) {
        return byTopic.computeIfAbsent(topic, this::newRoute);
    }

    private Route newRoute(String topic) {
        TopicSettings config = configs.apply(topic);
        names.claim(config);
        return config.create()
                .map(wanted -> routeByName(topic, config, wanted))
                .orElseGet(() -> routeInto(destination(topic, config.dataSet(), ""), topic, config.record()));
    }

    /** One that is looked for by its name, or created, needs a record to ask for its columns. */
    @Override
    public Optional<Destination> foresee(String topic) {
        TopicSettings config = configs.apply(topic);
        if (config.create().isEmpty()) {
            return Optional.of(destination(topic, config.dataSet(), ""));
        }
        names.claim(config); // another topic of the name is then refused before its first record
        Named known = named.get(config.create().get().name());
        return known == null || known.id() == null
                ? Optional.empty()
                : Optional.of(destination(
                        topic,
                        known.settings().withDataSetId(known.id()),
                        known.wanted().name()));
    }

    private static Route routeInto(DataSetDestination destination, String topic, RecordOptions options) {
        destination.truncates().fedBy(topic);
        return new DataSetRoute(topic, options, destination);
    }

    private DataSetDestination destination(String topic, DataSetSettings settings, String name) {
        DataSetDestination destination =
                byDataSet.computeIfAbsent(settings.dataSetId(), id -> newDestination(settings, name));
        if (!destination.settings().equals(settings)) {
            throw disagreement(topic, settings.dataSetId(), settings + " against " + destination.settings());
        }
        return destination;
    }

    private static ConfigException disagreement(String topic, String dataSet, String difference) {
        return new ConfigException("Topic " + topic + " feeds DataSet " + dataSet
                + " with other settings than another topic does (" + difference
                + "). Topics of one DataSet must agree in write.mode, commit.*, dataset.index, replace.*, dataset.create.* and"
                + " destination.failure.action.");
    }

    /** @param name empty where only the id is known */
    private DataSetDestination newDestination(DataSetSettings settings, String name) {
        DataSetStore api = new DataSetApi(client, settings, task, parts.ticker());
        api.label().learned(name);
        DataSetLabel label = api.label();
        Lane lane = lanes.lane(
                label.asDestination(), parts.metrics().destination("dataset", settings.dataSetId(), label::name));
        DataSetDestination destination = new DataSetDestination(settings, task, parts, api, lane);
        all.add(destination);
        return destination;
    }

    // ---- by name

    private Route routeByName(String topic, TopicSettings config, NewDataSet wanted) {
        Named known = named.computeIfAbsent(wanted.name(), name -> new Named(wanted, config.dataSet(), null));
        if (!known.wanted().equals(wanted) || !known.settings().equals(config.dataSet())) {
            throw disagreement(
                    topic,
                    config.destination(),
                    wanted + ", " + config.dataSet() + " against " + known.wanted() + ", " + known.settings());
        }
        if (known.id() != null) {
            return routeInto(
                    destination(
                            topic,
                            known.settings().withDataSetId(known.id()),
                            known.wanted().name()),
                    topic,
                    config.record());
        }
        return new PendingRoute(config.record(), pending.computeIfAbsent(wanted.name(), name -> newPending(config)));
    }

    private PendingDestination newPending(TopicSettings config) {
        String name = config.create().orElseThrow().name();
        PendingDestination destination = new PendingDestination(
                config,
                parts,
                new NamedDataSetApi(client, search, name, task.commitTimes().attempt(), parts.ticker()),
                lanes.lane("DataSet '" + name + "'", parts.metrics().destination("dataset", name, () -> name)),
                discovery,
                this::found);
        all.add(destination);
        return destination;
    }

    /** The DataSet takes the place of its name: what waits is read again, into it. */
    private void found(PendingDestination before, Discovery.Result result) {
        NewDataSet wanted = before.wanted();
        String id = result.id();
        log.info("DataSet '{}' is {}", wanted.name(), id);
        named.put(wanted.name(), new Named(wanted, before.settings(), id));
        pending.remove(wanted.name());
        all.remove(before);
        lanes.release(before.lane());
        parts.metrics().gone(before.metrics());
        DataSetDestination destination;
        try {
            destination =
                    destination("of '" + wanted.name() + "'", before.settings().withDataSetId(id), wanted.name());
        } catch (ConfigException disagreement) {
            parts.failure().report(disagreement);
            return;
        }
        destination.metrics().errants().takeOver(before.metrics().errants());
        if (result.keepsRows()) {
            destination.truncates().keepRows();
        }
        byTopic.replaceAll((topic, route) -> route instanceof PendingRoute waiting && waiting.destination() == before
                ? routeInto(destination, topic, waiting.options())
                : route);
        parts.assignment().handOver(before, destination);
    }

    @Override
    public Collection<? extends Destination> all() {
        return all;
    }

    @Override
    public void close() {}
}
