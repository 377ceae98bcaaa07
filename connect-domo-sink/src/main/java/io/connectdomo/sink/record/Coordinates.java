package io.connectdomo.sink.record;

import java.util.Arrays;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record stood in Kafka before transformations changed its topic or partition. Workers older than Kafka 3.6 (KIP-793)
 * do not tell; there the transformed coordinates stand in, found out once.
 */
public final class Coordinates {
    private static volatile boolean originals = true;

    private Coordinates() {}

    /** Whether this worker tells where a record stood before transformations. */
    public static boolean originalsKnown() {
        return Arrays.stream(SinkRecord.class.getMethods())
                .anyMatch(method -> method.getName().equals("originalTopic"));
    }

    public static String topic(SinkRecord record) {
        if (originals) {
            try {
                return record.originalTopic();
            } catch (NoSuchMethodError olderThan36) {
                originals = false;
            }
        }
        return record.topic();
    }

    public static int partition(SinkRecord record) {
        if (originals) {
            try {
                return record.originalKafkaPartition();
            } catch (NoSuchMethodError olderThan36) {
                originals = false;
            }
        }
        return record.kafkaPartition();
    }

    public static long offset(SinkRecord record) {
        if (originals) {
            try {
                return record.originalKafkaOffset();
            } catch (NoSuchMethodError olderThan36) {
                originals = false;
            }
        }
        return record.kafkaOffset();
    }

    /** {@code topic-partition@offset} for messages. */
    public static String describe(SinkRecord record) {
        return topic(record) + "-" + partition(record) + "@" + offset(record);
    }
}
