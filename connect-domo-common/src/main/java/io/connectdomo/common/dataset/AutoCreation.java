package io.connectdomo.common.dataset;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Which DataSet {@code dataset.auto.create} makes. The sink provides it as a service ({@link java.util.ServiceLoader}), so that a
 * tool can ask for exactly what a task would do, and know common alone. Any thread, no I/O.
 */
public interface AutoCreation {
    /**
     * What holds for one topic.
     *
     * @param connector the sink's configuration; where Domo is and a token may be missing
     * @param topic its name after transforms
     * @throws org.apache.kafka.common.config.ConfigException where the configuration is wrong
     */
    OfTopic of(Map<String, String> connector, String topic);

    /** Drafts the DataSet of one topic. */
    @FunctionalInterface
    interface OfTopic {
        /**
         * The DataSet that would be created if {@code record} were the first of its topic.
         *
         * @return empty where the record can't tell, such as a tombstone
         * @throws org.apache.kafka.connect.errors.DataException where the record is errant; the message says why and what to do, and
         *     holds no value
         */
        Optional<Draft> draft(SinkRecord record);
    }

    /**
     * A DataSet that is not made yet.
     *
     * @param name from {@code dataset.name}
     */
    record Draft(String name, DataSetSchema schema) {}
}
