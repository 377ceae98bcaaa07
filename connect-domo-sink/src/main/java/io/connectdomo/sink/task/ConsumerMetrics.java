package io.connectdomo.sink.task;

import java.util.OptionalDouble;
import org.apache.kafka.common.TopicPartition;

/**
 * What the worker's metrics tell of the consumer that feeds this task: a task sees its records and nothing else of it. Asked on
 * the task thread; nothing here blocks or throws.
 */
public interface ConsumerMetrics {
    /** Where the worker shows none, as without Kafka's JmxReporter. */
    ConsumerMetrics NONE = new ConsumerMetrics() {
        @Override
        public boolean paused() {
            return false;
        }

        @Override
        public OptionalDouble fetches() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble lag(TopicPartition partition) {
            return OptionalDouble.empty();
        }
    };

    /** Whether the connector is paused; false where that is not shown. */
    boolean paused();

    /** How many fetches brokers have answered; empty where that is not shown. */
    OptionalDouble fetches();

    /**
     * How many records were left behind the consumer's position when a fetch of the partition was last answered and read; empty
     * where that is not shown, and while it has not been since the partition was assigned.
     */
    OptionalDouble lag(TopicPartition partition);
}
