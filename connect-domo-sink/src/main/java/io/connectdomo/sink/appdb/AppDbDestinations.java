package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.DatastoreClient;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.Route;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lanes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;

/** The AppDB collections of one task, made as topics need them. Task thread only. */
public final class AppDbDestinations implements Destinations {
    private final Function<String, DocumentTopic> configs;
    private final TaskParts parts;
    private final AppDbClient client;
    private final PagesChoice pages;
    private final DatastoreClient datastores;
    private final Duration deadline;
    private final Lanes lanes;
    private final Map<String, Route> byTopic = new HashMap<>();
    private final Map<String, AppDbDestination> byCollection = new LinkedHashMap<>();

    /**
     * @param configs what holds for a topic
     * @param documents which of AppDB's pages write documents
     * @param deadline hard, of one request ({@code domo.request.timeout.ms})
     */
    public AppDbDestinations(
            Function<String, DocumentTopic> configs,
            TaskParts parts,
            AppDbClient client,
            DatastoreClient datastores,
            DomoCompat.AppDbDocuments documents,
            Duration deadline,
            Lanes lanes) {
        this.configs = configs;
        this.parts = parts;
        this.client = client.within(deadline);
        this.datastores = datastores;
        this.pages = new PagesChoice(this.client, documents);
        this.deadline = deadline;
        this.lanes = lanes;
    }

    @Override
    public Route routeOf(String topic) {
        return byTopic.computeIfAbsent(topic, this::newRoute);
    }

    private Route newRoute(String topic) {
        DocumentTopic config = configs.apply(topic);
        CollectionSettings settings = config.collection();
        AppDbDestination destination =
                byCollection.computeIfAbsent(settings.collectionId(), id -> newDestination(settings));
        if (!destination.settings().equals(settings)) {
            throw new ConfigException("Topic " + topic + " feeds AppDB collection " + settings.collectionId()
                    + " with other settings than another topic does (" + settings + " against " + destination.settings()
                    + "). Topics of one collection must agree in write.mode, delivery.guarantee, commit.*, appdb.key.field,"
                    + " appdb.bulk*, appdb.datastore.id, appdb.collection.sync.schema and destination.failure.action.");
        }
        return new AppDbRoute(topic, config, destination);
    }

    private AppDbDestination newDestination(CollectionSettings settings) {
        return new AppDbDestination(
                settings,
                parts,
                new CollectionApi(client, pages, new CollectionPlace(settings, datastores), settings, deadline),
                lanes.lane(
                        "AppDB collection " + settings.collectionId(),
                        parts.metrics().destination("appdb", settings.collectionId())));
    }

    @Override
    public Optional<Destination> foresee(String topic) {
        return Optional.empty();
    }

    @Override
    public Collection<? extends Destination> all() {
        return byCollection.values();
    }

    @Override
    public void close() {}
}
