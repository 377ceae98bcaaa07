package io.connectdomo.sink;

import io.connectdomo.sink.config.Target;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.Route;
import io.connectdomo.sink.upload.Lanes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The destinations of a task, each topic's of the kind that {@code domo.target} says. Task thread only. */
final class TargetDestinations implements Destinations {
    private static final Logger log = LoggerFactory.getLogger(TargetDestinations.class);

    private final boolean certain;
    private final Function<String, Target> targets;
    private final Function<Target, Destinations> kinds;
    private final Lanes lanes;
    private final AutoCloseable http;
    private final Map<Target, Destinations> used = new EnumMap<>(Target.class);

    /**
     * @param certain whether the topic that records come from says where they go
     * @param targets of a topic
     * @param kinds makes the destinations of one kind, at the first topic that needs them
     * @param http closed at the end, after the lanes
     */
    TargetDestinations(
            boolean certain,
            Function<String, Target> targets,
            Function<Target, Destinations> kinds,
            Lanes lanes,
            AutoCloseable http) {
        this.certain = certain;
        this.targets = targets;
        this.kinds = kinds;
        this.lanes = lanes;
        this.http = http;
    }

    @Override
    public Route routeOf(String topic) {
        return used.computeIfAbsent(targets.apply(topic), kinds).routeOf(topic);
    }

    @Override
    public Optional<Destination> foresee(String topic) {
        try {
            return certain ? used.computeIfAbsent(targets.apply(topic), kinds).foresee(topic) : Optional.empty();
        } catch (ConfigException unclear) {
            log.debug("Where records of {} go shows with the first of them", topic, unclear);
            return Optional.empty();
        }
    }

    @Override
    public Collection<? extends Destination> all() {
        if (used.size() == 1) {
            return used.values().iterator().next().all();
        }
        List<Destination> all = new ArrayList<>();
        used.values().forEach(kind -> all.addAll(kind.all()));
        return all;
    }

    @Override
    public void close() {
        lanes.close();
        used.values().forEach(Destinations::close);
        try {
            http.close();
        } catch (Exception e) {
            log.warn("The connections to Domo could not be closed", e);
        }
    }
}
