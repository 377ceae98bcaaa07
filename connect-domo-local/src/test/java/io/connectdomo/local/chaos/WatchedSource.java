package io.connectdomo.local.chaos;

import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.KafkaStack;
import io.connectdomo.local.StackException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that somebody looks after, as every connector needs that writes exactly once: a task that starts asks the leader of
 * the workers to fence its predecessors, and fails for good when the leader has just died (docs/source.md).
 */
final class WatchedSource extends Connectors {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedSource.class);
    private static final String LEADER_DIED = "fenceZombieSourceTasks";

    private final KafkaStack stack;
    private final String name;

    WatchedSource(KafkaStack stack, String name) {
        super(stack);
        this.stack = stack;
        this.name = name;
    }

    /** Restarts its tasks that have failed. */
    void restartFailed() {
        try {
            if (stack.connect().status(name).filter(ConnectorStatus::hasFailed).isPresent()) {
                LOG.info("a task has failed and is restarted");
                stack.connect().restartFailed(name);
            }
        } catch (StackException e) {
            LOG.debug("No worker answers just now", e);
        }
    }

    /** All but those that Connect itself failed because its leader was dead. */
    @Override
    List<String> failedTasks() {
        return super.failedTasks().stream()
                .filter(trace -> !trace.contains(LEADER_DIED))
                .toList();
    }
}
