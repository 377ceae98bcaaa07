package io.connectdomo.sink.batch;

import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of one destination in the order of their records: those sealed, the first of which may be committing, and the
 * open one. Task thread only.
 *
 * <p>A batch is never repaired. What cannot be committed as it is, is abandoned with every later batch, and its records are
 * read again from Kafka: one way back for revoked partitions, changed columns, lost sessions and refused batches.
 */
public final class Batches<B extends OrderedBatch> {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);

    private final Object destination;
    private final Runnable onAbandon;
    private final ArrayDeque<B> sealed = new ArrayDeque<>();
    private B open;

    /**
     * @param onAbandon told whenever batches are given up
     */
    public Batches(Object destination, Runnable onAbandon) {
        this.destination = destination;
        this.onAbandon = onAbandon;
    }

    /** Null where no record has come since the last seal. */
    public B open() {
        return open;
    }

    public void begin(B batch) {
        open = batch;
    }

    public void seal() {
        open.records().sealed();
        open.seal();
        sealed.add(open);
        open = null;
    }

    public boolean isEmpty() {
        return open == null && sealed.isEmpty();
    }

    /** A batch may be sealed before its bad records could be handed over. */
    public void reportErrants(ErrantRecords errants) {
        for (B batch : sealed) {
            batch.records().reportErrants(errants);
        }
        if (open != null) {
            open.records().reportErrants(errants);
        }
    }

    public int sealedCount() {
        return sealed.size();
    }

    /** The batch whose turn it is to be committed, or null. */
    public B first() {
        return sealed.peek();
    }

    /** The first batch is durable. */
    public void firstIsDurable() {
        B durable = sealed.poll();
        durable.records().durable();
        durable.discard();
    }

    public boolean committing() {
        B first = sealed.peek();
        return first != null && first.isCommitting();
    }

    public boolean contains(B batch) {
        return batch == open || sealed.contains(batch);
    }

    /** Those sealed, then the open one. */
    public Stream<B> all() {
        return Stream.concat(sealed.stream(), Stream.ofNullable(open));
    }

    /** The batch that {@code wanted} says yes to, or null. */
    public B find(Predicate<B> wanted) {
        for (B batch : sealed) {
            if (wanted.test(batch)) {
                return batch;
            }
        }
        return open != null && wanted.test(open) ? open : null;
    }

    /** A feed whose partition was closed while a sent commit holds records of it, or null. */
    public Feed survivor(TopicPartition topicPartition) {
        for (B batch : sealed) {
            for (Feed feed : batch.records().feeds()) {
                if (feed.hasPending() && feed.partition().topicPartition().equals(topicPartition)) {
                    return feed;
                }
            }
        }
        return null;
    }

    /** Abandons this batch and every later one. */
    public void abandonFrom(B first, String why) {
        boolean found = false;
        for (Iterator<B> each = sealed.iterator(); each.hasNext(); ) {
            B batch = each.next();
            found |= batch == first;
            if (found) {
                abandon(batch);
                each.remove();
            }
        }
        if (open != null) {
            abandon(open);
            open = null;
        }
        onAbandon.run();
        log.info("{}: what was not committed is read again from Kafka: {}", destination, why);
    }

    private static void abandon(OrderedBatch batch) {
        batch.discard();
        batch.records().abandoned();
    }

    /** Abandons all but what has been sent to be committed. */
    public void abandonUnsent(String why) {
        for (B batch : sealed) {
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
    public void closed(Set<TopicPartition> partitions) {
        for (B batch : sealed) {
            if (!batch.records().holds(partitions)) {
                continue;
            }
            if (batch.takeBack()) {
                abandonFrom(batch, "partitions were revoked");
                return;
            }
            batch.disown("partitions were revoked");
        }
        if (open != null && open.records().holds(partitions)) {
            abandonFrom(open, "partitions were revoked");
        }
    }
}
