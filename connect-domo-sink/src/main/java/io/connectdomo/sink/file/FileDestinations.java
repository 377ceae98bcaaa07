package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileClient;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.Route;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lanes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;

/** The files of one task: a destination for each topic, made as topics show up. Task thread only. */
public final class FileDestinations implements Destinations {
    private final Function<String, FileSettings> configs;
    private final TaskSettings task;
    private final TaskParts parts;
    private final FileClient client;
    private final Lanes lanes;
    private final Map<String, Route> byTopic = new HashMap<>();
    private final Map<String, String> topicByName = new HashMap<>();
    private final List<Destination> all = new ArrayList<>();

    public FileDestinations(
            Function<String, FileSettings> configs,
            TaskSettings task,
            TaskParts parts,
            FileClient client,
            Lanes lanes) {
        this.configs = configs;
        this.task = task;
        this.parts = parts;
        this.client = client;
        this.lanes = lanes;
    }

    @Override
    public Route routeOf(String topic) {
        return byTopic.computeIfAbsent(topic, this::newRoute);
    }

    private Route newRoute(String topic) {
        FileSettings settings = configs.apply(topic);
        oneTopicPerName(settings);
        FileDestination destination = new FileDestination(
                settings,
                task,
                parts,
                new FileApi(client, settings, task),
                lanes.lane("Files of " + topic, parts.metrics().destination("file", topic)));
        all.add(destination);
        return new FileRoute(destination);
    }

    /** Validation tells so where topics are known. */
    private void oneTopicPerName(FileSettings settings) {
        String other = settings.fileId().isPresent()
                ? null
                : topicByName.putIfAbsent(settings.name().ofTopic(settings.topic()), settings.topic());
        if (other != null) {
            throw new ConfigException("Files of topics " + other + " and " + settings.topic()
                    + " would have the same names and replace each other: put {{topic}} into file.name.");
        }
    }

    @Override
    public Optional<Destination> foresee(String topic) {
        return Optional.empty();
    }

    @Override
    public Collection<? extends Destination> all() {
        return all;
    }

    @Override
    public void close() {}
}
