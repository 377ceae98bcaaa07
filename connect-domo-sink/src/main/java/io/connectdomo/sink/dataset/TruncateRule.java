package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Whether a truncate may empty the DataSet (delivery.md 2.7): only if everything in it comes from the partition that the
 * truncate is in. Rows of another partition have no order relative to it, and rows of another topic are none of its business.
 *
 * <p>A task knows its own partitions and no others. So a partition that is not the topic's first gives it away, and so does a
 * second one of the topic in this task; a task that owns nothing but partition 0 of several can't tell. Task thread only.
 */
final class TruncateRule {
    private final WriteMode mode;
    private final Collection<AssignedPartition> assigned;
    private final Set<String> topics = new HashSet<>();
    private boolean keepsRows;

    /**
     * @param assigned all partitions of the task, live
     */
    TruncateRule(WriteMode mode, Collection<AssignedPartition> assigned) {
        this.mode = mode;
        this.assigned = assigned;
    }

    /** Another topic, after transformations, feeds the DataSet. */
    void fedBy(String topic) {
        topics.add(topic);
    }

    /** The DataSet was found by its name, and its rows may be those of others ({@code dataset.auto.create.adopt}). */
    void keepRows() {
        keepsRows = true;
    }

    /**
     * Lets the truncate pass.
     *
     * @throws BadRecordException if it must not be carried out
     */
    void check(Destination destination, Feed feed, SinkRecord truncate) {
        if (mode != WriteMode.UPSERT) {
            throw refused(truncate, "the DataSet is not written in write.mode=upsert");
        }
        if (keepsRows) {
            throw BadRecordException.of(
                    truncate,
                    "it is a truncate, truncate.action is replace, and the DataSet was found by its name, had rows, and has no tag that says"
                            + " that this connector has created it: rows of others would go too. Set"
                            + " dataset.auto.create.adopt=any, or dataset.id, if it may be emptied; or truncate.action=ignore");
        }
        if (topics.size() > 1) {
            throw refused(truncate, "the topics " + topics + " share the DataSet, and the others' rows would go too");
        }
        TopicPartition own = feed.partition().topicPartition();
        if (own.partition() != 0) {
            throw refused(truncate, "the topic has more than one partition");
        }
        for (AssignedPartition other : assigned) {
            boolean sameTopic = other.topicPartition().topic().equals(own.topic());
            if (!other.topicPartition().equals(own) && (sameTopic || other.feedOf(destination) != null)) {
                throw refused(truncate, "the DataSet is also fed by partition " + other);
            }
        }
    }

    private static BadRecordException refused(SinkRecord truncate, String why) {
        return BadRecordException.of(
                truncate,
                "it is a truncate, truncate.action is replace, and " + why
                        + ". Only a topic of one partition with a DataSet of its own can be truncated: use truncate.action=ignore"
                        + " and empty the DataSet by hand, or give the table such a topic");
    }
}
