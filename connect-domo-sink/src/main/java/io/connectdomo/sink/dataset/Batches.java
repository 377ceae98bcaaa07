package io.connectdomo.sink.dataset;

import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of one DataSet in the order of their records: those sealed, the first of which may be committing, and the open
 * one. Task thread only.
 *
 * <p>A batch is never repaired. What cannot be committed as it is, is abandoned with every later batch, and its records are
 * read again from Kafka: one way back for revoked partitions, changed columns, lost sessions and refused batches.
 */
final class Batches {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);

    private final String destination;
    private final Runnable onAbandon;
    private final ArrayDeque<Batch> sealed = new ArrayDeque<>();
    private Batch open;

    /**
     * @param onAbandon told whenever batches are given up
     */
    Batches(String destination, Runnable onAbandon) {
        this.destination = destination;
        this.onAbandon = onAbandon;
    }

    /** Null where no record has come since the last seal. */
    Batch open() {
        return open;
    }

    void begin(Batch batch) {
        open = batch;
    }

    void seal() {
        open.seal();
        sealed.add(open);
        open = null;
    }

    boolean isEmpty() {
        return open == null && sealed.isEmpty();
    }

    /** A batch may be sealed before its bad records could be handed over. */
    void reportErrants(ErrantRecords errants) {
        for (Batch batch : sealed) {
            batch.reportErrants(errants);
        }
        if (open != null) {
            open.reportErrants(errants);
        }
    }

    int sealedCount() {
        return sealed.size();
    }

    /** The batch whose turn it is to be committed, or null. */
    Batch first() {
        return sealed.peek();
    }

    /** The first batch is durable. */
    void firstIsDurable() {
        sealed.poll().durable();
    }

    boolean committing() {
        Batch first = sealed.peek();
        return first != null && first.isCommitting();
    }

    boolean contains(Batch batch) {
        return batch == open || sealed.contains(batch);
    }

    Batch of(UploadSession session) {
        for (Batch batch : sealed) {
            if (batch.has(session)) {
                return batch;
            }
        }
        return open != null && open.has(session) ? open : null;
    }

    /** A feed whose partition was closed while a sent commit holds records of it, or null. */
    Feed survivor(TopicPartition topicPartition) {
        for (Batch batch : sealed) {
            for (Feed feed : batch.feeds()) {
                if (feed.partition().topicPartition().equals(topicPartition)) {
                    return feed;
                }
            }
        }
        return null;
    }

    /** Abandons this batch and every later one. */
    void abandonFrom(Batch first, String why) {
        boolean found = false;
        for (Iterator<Batch> each = sealed.iterator(); each.hasNext(); ) {
            Batch batch = each.next();
            found |= batch == first;
            if (found) {
                batch.abandon();
                each.remove();
            }
        }
        if (open != null) {
            open.abandon();
            open = null;
        }
        onAbandon.run();
        log.info("{}: what was not committed is read again from Kafka: {}", destination, why);
    }

    /** Abandons all but what has been sent to be committed. */
    void abandonUnsent(String why) {
        for (Batch batch : sealed) {
            if (batch.takeBack()) {
                abandonFrom(batch, why);
                return;
            }
        }
        if (open != null) {
            abandonFrom(open, why);
        }
    }

    /**
     * Abandons from the first batch that holds these partitions and was not sent. Of one that is being committed only the
     * session that was sent may still become a data version: its deletes would come behind the next owner's upserts.
     */
    void closed(Set<TopicPartition> partitions) {
        for (Batch batch : sealed) {
            if (!batch.holds(partitions)) {
                continue;
            }
            if (batch.takeBack()) {
                abandonFrom(batch, "partitions were revoked");
                return;
            }
            batch.disown("partitions were revoked");
        }
        if (open != null && open.holds(partitions)) {
            abandonFrom(open, "partitions were revoked");
        }
    }
}
