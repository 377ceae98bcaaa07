package io.connectdomo.sink.config;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** Offsets that an operator sets ({@code PATCH /connectors/NAME/offsets}): what can't have been meant is refused. */
public final class SinkOffsets {
    private SinkOffsets() {}

    /**
     * @param offsets null to begin anew
     * @throws ConnectException naming the partition and what is wrong
     */
    public static void check(Map<String, String> connector, Map<TopicPartition, Long> offsets) {
        Predicate<String> read = Subscription.of(connector);
        offsets.forEach((partition, offset) -> {
            if (offset == null) {
                return;
            }
            if (partition.partition() < 0 || offset < 0) {
                throw new ConnectException("Partition " + partition + " can't be set to offset " + offset
                        + ": neither may be negative. To begin anew, give null in place of the offset.");
            }
            if (!read.test(partition.topic())) {
                throw new ConnectException("Partition " + partition + " can't be set to offset " + offset
                        + ": this connector does not read topic " + partition.topic()
                        + ". Correct the name: it is the topic's in Kafka, before transformations.");
            }
        });
    }
}
