package io.connectdomo.sink.task;

import java.util.Collection;
import java.util.Optional;

/** Finds the route of a topic's records and owns the destinations behind the routes. Task thread only. */
public interface Destinations extends AutoCloseable {
    /**
     * The route of a topic (after SMTs), made at its first record.
     *
     * @throws org.apache.kafka.common.config.ConfigException where the configuration does not say where the topic goes
     */
    Route routeOf(String topic);

    /**
     * Where all records of a topic of Kafka's (before SMTs) will go, made before the first of them is read.
     *
     * @return empty where only a record shows it, or where the destination can take records at once
     */
    Optional<Destination> foresee(String topic);

    /** All destinations that have been routed to so far. */
    Collection<? extends Destination> all();

    /** Stops what is under way without waiting for it. */
    @Override
    void close();
}
