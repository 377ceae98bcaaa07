package io.connectdomo.sink.exploration;

import io.connectdomo.sink.exploration.Plan.Mode;
import io.connectdomo.sink.simulation.Cluster;
import io.connectdomo.sink.simulation.Entry;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/** Whoever writes into the topics of a run. */
final class Producer {
    private static final long KEYS = 8;

    private final Plan plan;
    private final SimulatedTime time;
    private final Cluster cluster;
    private final Oracle oracle;
    private final List<TopicPartition> partitions;
    private long numbers;
    private long lastTimestamp;

    Producer(Plan plan, SimulatedTime time, Cluster cluster, Oracle oracle, List<TopicPartition> partitions) {
        this.plan = plan;
        this.time = time;
        this.cluster = cluster;
        this.oracle = oracle;
        this.partitions = partitions;
    }

    void produce(Step.Produce produce) {
        SplittableRandom seeded = new SplittableRandom(produce.seed());
        TopicPartition partition = partitions.get(produce.partition() % partitions.size());
        if (!cluster.hasLeader(partition)) {
            return; // nobody can write
        }
        Plan.Topic topic = plan.topics().stream()
                .filter(each -> each.name().equals(partition.topic()))
                .findFirst()
                .orElseThrow();
        Mode mode = topic.mode();
        for (int i = 0; i < produce.count(); i++) {
            long number = ++numbers;
            Entry.Kind kind = Entry.Kind.GOOD;
            if (seeded.nextInt(100) < produce.mix()) {
                kind = List.of(Entry.Kind.BAD, Entry.Kind.UNREADABLE, Entry.Kind.FILTERED)
                        .get(seeded.nextInt(3));
            } else if (mode.keyed() && seeded.nextInt(4) == 0) {
                kind = Entry.Kind.TOMBSTONE;
            }
            if (kind == Entry.Kind.BAD && mode == Mode.DOCUMENT_ONCE) {
                kind = Entry.Kind.UNREADABLE; // such a document takes any field
            }
            // A key is of one partition.
            long id = mode.keyed() ? seeded.nextLong(KEYS) * 10 + partition.partition() : number;
            boolean more = topic.grows() && seeded.nextInt(4) == 0;
            String column = more ? "c" + (number / 20 % 10 * 2 + seeded.nextInt(2)) : null;
            cluster.log(partition).entries().add(new Entry(kind, id, number, null, column, time.epochMs()));
        }
    }

    void snapshot(Step.Snapshot step) {
        SplittableRandom seeded = new SplittableRandom(step.seed());
        List<TopicPartition> open =
                partitions.stream().filter(cluster::hasLeader).toList();
        if (open.isEmpty()) {
            return; // nobody can write
        }
        lastTimestamp = Math.max(time.epochMs(), lastTimestamp + 5000);
        String snapshot = "s" + oracle.snapshots();
        Set<Long> good = new HashSet<>();
        for (int i = 0; i < step.count() + step.bad(); i++) {
            long number = ++numbers;
            boolean bad = i >= step.count();
            TopicPartition partition = open.get(seeded.nextInt(open.size()));
            cluster.log(partition)
                    .entries()
                    .add(new Entry(
                            bad ? Entry.Kind.BAD : Entry.Kind.GOOD, number, number, snapshot, null, lastTimestamp));
            if (!bad) {
                good.add(number);
            }
        }
        oracle.snapshot(good);
    }
}
