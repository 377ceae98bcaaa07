package io.connectdomo.sink.harness;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** What a Connect worker can be made to do with one task, whether it is Kafka's or ours. */
interface WorkerScript {
    /** One iteration of the worker's loop. */
    void iterate();

    /** Nothing is fetched in the next iterations while this holds. */
    void fetchNothing(boolean nothing);

    void assign(Collection<TopicPartition> partitions);

    /** In order: the group asks for them. */
    void revoke(Collection<TopicPartition> partitions);

    /** The group has given them away already. */
    void lose(Collection<TopicPartition> partitions);

    /** Revoked and assigned again within one poll, as eager assignors do. */
    default void reassignEagerly(Collection<TopicPartition> partitions) {
        revoke(partitions);
        assign(partitions);
    }

    /** A graceful stop. */
    void stop();

    boolean isPaused(TopicPartition partition);

    /** What the group has committed; 0 where nothing. */
    long committed(TopicPartition partition);
}
