package io.connectdomo.sink.dataset;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all searches for DataSets of one task share. Task thread only.
 *
 * @param onlyTask whether no other task looks for, or creates, the same
 * @param refusalTold whether it was said that Domo does not take tags
 */
record DiscoverySettings(String connector, boolean onlyTask, SearchPace pace, AtomicBoolean refusalTold) {
    DiscoverySettings(TaskSettings task) {
        this(task.connector(), task.onlyTask(), new SearchPace(task.onlyTask()), new AtomicBoolean());
    }
}
