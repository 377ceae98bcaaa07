package io.connectdomo.sink.dataset;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all searches for DataSets of one task share. Task thread only.
 *
 * @param refusalTold whether it was said that Domo does not take tags
 */
record DiscoverySettings(String connector, SearchPace pace, AtomicBoolean refusalTold) {
    DiscoverySettings(TaskSettings task) {
        this(task.connector(), new SearchPace(task.onlyTask()), new AtomicBoolean());
    }
}
