package io.connectdomo.sink.fileset;

import io.connectdomo.common.filesets.FileSetClient;
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

/** The FileSets of one task, made as topics need them. Task thread only. */
public final class FileSetDestinations implements Destinations {
    /** Files queued for each one that can be on its way: the task thread looks in only now and then. */
    private static final int QUEUED = 16;

    private final Function<String, FileSetTopic> configs;
    private final TaskParts parts;
    private final FileSetClient client;
    private final Duration deadline;
    private final Lanes lanes;
    private final int maxInFlight;
    private final ClaimedPaths paths = new ClaimedPaths();
    private final Map<String, Route> byTopic = new HashMap<>();
    private final Map<String, FileSetDestination> byFileSet = new LinkedHashMap<>();

    /**
     * @param configs what holds for a topic
     * @param deadline hard, of one request ({@code domo.request.timeout.ms})
     */
    public FileSetDestinations(
            Function<String, FileSetTopic> configs,
            TaskParts parts,
            FileSetClient client,
            Duration deadline,
            Lanes lanes,
            int maxInFlight) {
        this.configs = configs;
        this.parts = parts;
        this.client = client;
        this.deadline = deadline;
        this.lanes = lanes;
        this.maxInFlight = maxInFlight;
    }

    @Override
    public Route routeOf(String topic) {
        return byTopic.computeIfAbsent(topic, this::newRoute);
    }

    private Route newRoute(String topic) {
        FileSetTopic config = configs.apply(topic);
        paths.claim(config);
        FileSetDestination destination =
                byFileSet.computeIfAbsent(config.fileSetId(), id -> newDestination(id, config.park()));
        if (destination.parks() != config.park()) {
            throw new ConfigException("Topic " + topic + " feeds FileSet " + config.fileSetId()
                    + " with another destination.failure.action than another topic does. Set it for both.");
        }
        return new FileSetRoute(topic, config, destination);
    }

    private FileSetDestination newDestination(String id, boolean park) {
        return new FileSetDestination(
                id,
                park,
                parts,
                new FileSetApi(client, id, deadline),
                lanes.lane("FileSet " + id, parts.metrics().destination("fileset", id)),
                QUEUED * maxInFlight);
    }

    @Override
    public Optional<Destination> foresee(String topic) {
        return Optional.empty();
    }

    @Override
    public Collection<? extends Destination> all() {
        return byFileSet.values();
    }

    @Override
    public void close() {}
}
