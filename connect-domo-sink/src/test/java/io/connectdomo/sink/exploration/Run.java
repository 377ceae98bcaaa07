package io.connectdomo.sink.exploration;

import io.connectdomo.sink.exploration.Plan.Mode;
import io.connectdomo.sink.exploration.Plan.Topic;
import io.connectdomo.sink.simulation.Cluster;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import io.connectdomo.sink.simulation.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Runs one plan. */
final class Run {
    private static final AtomicLong RUNS = new AtomicLong();

    /** Beside what a plan may want: two workers with a task each, where several tasks may be. */
    private static final int WORKERS = 2;

    private static final long SETTLE_MS = 20 * 60_000;
    /** Whom the group gives up has been silent: longer than a task goes on committing of which nothing is heard. */
    private static final long SILENT_MS = 11_000;

    private static final int MOST_RESTARTS = 30;

    private final Plan plan;
    private final SimulatedTime time;
    private final Domo domo;
    private final Cluster cluster;
    private final Oracle oracle;
    private final Producer producer;
    private final SplittableRandom random;
    private final Map<Topic, List<String>> targets = new LinkedHashMap<>();
    private final Map<String, String> config;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final String name = "explored-" + RUNS.incrementAndGet();
    private Oracle.Violation violation;
    private boolean exact = true;
    private boolean paused;
    private boolean moved;
    private boolean stays;
    private int restarts;
    private String lastFailure = "";

    private static final class Member {
        private Worker worker;
        private final Set<TopicPartition> owned =
                new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
        private int lives;
    }

    Run(Plan plan, SimulatedTime time, Domo domo) {
        this.plan = plan;
        this.time = time;
        this.domo = domo;
        this.random = new SplittableRandom(plan.seed());
        domo.begin(plan.seed(), plan.slowMs());
        for (Topic topic : plan.topics()) {
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
        }
        this.cluster = new Cluster(new HashSet<>(partitions));
        this.oracle = new Oracle(plan, cluster, domo, targets);
        this.producer = new Producer(plan, time, cluster, oracle, partitions);
        cluster.watch(this::committed);
        this.config = new ConnectorConfig(plan, domo, targets).toMap();
    }

    /** Within a call of Kafka's, which would catch it. */
    private void committed(TopicPartition partition, long offset) {
        try {
            oracle.committed(partition, offset);
        } catch (Oracle.Violation wrong) {
            if (violation == null) {
                violation = wrong;
            }
        }
    }

    private void check() {
        if (violation != null) {
            throw violation;
        }
    }

    // ---- the run

    /** @throws Oracle.Violation if anything is lost, mixed, doubled against the promise, or stands still */
    void run() {
        try {
            for (int i = 0; i < (plan.replaces() ? 1 : WORKERS); i++) {
                members.add(new Member());
            }
            share(everybodysShare(random.nextInt(64)));
            members.forEach(this::begin);
            int number = 0;
            for (Step step : plan.steps()) {
                try {
                    carryOut(step);
                    check();
                } catch (Oracle.Violation wrong) {
                    throw new Oracle.Violation("At step " + number + ", " + step + ": " + wrong.getMessage());
                }
                number++;
            }
            settle();
            oracle.end(exact);
        } finally {
            domo.heal();
            members.stream().filter(member -> member.worker != null).forEach(member -> member.worker.kill());
        }
    }

    private void settle() {
        domo.heal();
        partitions.forEach(partition -> cluster.leader(partition, true));
        resume();
        long end = time.nowMs() + SETTLE_MS;
        while (!cluster.allCommitted()) {
            members.forEach(this::iterate);
            check();
            if (time.nowMs() > end || restarts > MOST_RESTARTS) {
                throw new Oracle.Violation("It stands still at " + cluster.progress() + " after " + restarts
                        + " restarts; " + lastFailure);
            }
        }
    }

    private void carryOut(Step step) {
        if (step instanceof Step.Produce produce) {
            producer.produce(produce);
        } else if (step instanceof Step.Snapshot snapshot) {
            producer.snapshot(snapshot);
        } else if (step instanceof Step.Iterate iterate) {
            for (int i = 0; i < iterate.times(); i++) {
                iterate(member(iterate.worker()));
                check();
            }
        } else if (step instanceof Step.Stall stall) {
            time.sleep(stall.ms());
        } else if (step instanceof Step.Rebalance rebalance) {
            rebalance(rebalance);
        } else if (step instanceof Step.Pause) {
            paused = true;
            members.forEach(member -> member.worker.pause());
        } else if (step instanceof Step.Resume) {
            resume();
        } else if (step instanceof Step.Leader leader) {
            leader(partitions.get(leader.partition() % partitions.size()), leader.there());
        } else if (step instanceof Step.Kill kill) {
            exact = false;
            Member member = member(kill.worker());
            member.worker.kill();
            begin(member);
        } else if (step instanceof Step.Stop stop) {
            exact = false;
            Member member = member(stop.worker());
            member.worker.stop();
            begin(member);
        } else if (step instanceof Step.Recreate recreate) {
            recreate(plan.topics().get(recreate.topic() % plan.topics().size()));
        } else if (step instanceof Step.Network network) {
            domo.trouble(network);
            exact = false;
        } else if (step instanceof Step.Answer answer) {
            domo.trouble(answer);
            exact = false;
        }
    }

    /** Records that come in the moment before the leader goes, nobody can know of: docs/delivery.md says so of snapshots. */
    private void leader(TopicPartition partition, boolean there) {
        boolean unseen =
                plan.replaces() && members.stream().anyMatch(member -> member.worker.looksReadThough(partition));
        if (there || !unseen) {
            cluster.leader(partition, there);
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            members.forEach(member -> member.worker.resume());
        }
    }

    private Member member(int number) {
        return members.get(number % members.size());
    }

    private void begin(Member member) {
        Map<String, String> own = new HashMap<>(config);
        int index = members.indexOf(member);
        own.put("name", name + "-" + index + "-" + ++member.lives);
        own.put("domo.internal.task.number", String.valueOf(index));
        SimulatedProcess process = new SimulatedProcess(time, random, (method, path) -> domo.way(path));
        member.worker = new Worker(time, cluster, process, own, plan.maxPollRecords(), this::routed);
        if (!member.owned.isEmpty()) {
            member.worker.assign(member.owned);
        }
        if (paused) {
            member.worker.pause();
        }
    }

    private String routed(SinkRecord record) {
        boolean odd = record.value() instanceof Map<?, ?> value && value.get("id") instanceof Long id && id % 2 == 1;
        boolean split = odd
                && plan.topics().stream()
                        .anyMatch(topic -> topic.split() && topic.name().equals(record.topic()));
        return split ? record.topic() + "-odd" : record.topic();
    }

    /** One round of the loop; a task that fails is restarted by its operator. */
    private void iterate(Member member) {
        try {
            member.worker.iterate();
        } catch (ConnectException failed) {
            restarts++;
            exact = false;
            lastFailure = String.valueOf(
                    failed.getCause() == null ? failed : failed.getCause().getMessage());
            member.worker.stop();
            begin(member);
        }
    }

    // ---- rebalances

    private List<Set<TopicPartition>> everybodysShare(int owners) {
        List<Set<TopicPartition>> shares = new ArrayList<>();
        members.forEach(member -> shares.add(new HashSet<>()));
        for (int i = 0; i < partitions.size(); i++) {
            shares.get((owners >> i & 1) % members.size()).add(partitions.get(i));
        }
        return shares;
    }

    private void share(List<Set<TopicPartition>> shares) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).owned.clear();
            members.get(i).owned.addAll(shares.get(i));
        }
    }

    private void rebalance(Step.Rebalance rebalance) {
        if (rebalance.kind() == Step.Rebalance.Kind.LOST) {
            time.sleep(SILENT_MS);
        }
        if (stays) {
            return;
        }
        moved = true;
        List<Set<TopicPartition>> shares = everybodysShare(rebalance.owners());
        List<Set<TopicPartition>> gained = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Set<TopicPartition> lost = new HashSet<>(member.owned);
            Set<TopicPartition> gains = new HashSet<>(shares.get(i));
            if (rebalance.kind() == Step.Rebalance.Kind.COOPERATIVE) {
                lost.removeAll(shares.get(i));
                gains.removeAll(member.owned);
            }
            gained.add(gains);
            if (lost.isEmpty()) {
                continue;
            }
            if (rebalance.kind() == Step.Rebalance.Kind.LOST) {
                exact = false;
                member.worker.lose(lost);
            } else {
                member.worker.revoke(lost);
                // Whoever gets them waits for it; where nobody else does, all happens in one poll.
                boolean goesElsewhere = lost.stream()
                        .anyMatch(each -> !shares.get(members.indexOf(member)).contains(each));
                if (goesElsewhere) {
                    exact = false;
                    iterate(member);
                }
            }
        }
        share(shares);
        for (int i = 0; i < members.size(); i++) {
            if (!gained.get(i).isEmpty()) {
                members.get(i).worker.assign(gained.get(i));
            }
        }
    }

    private boolean hasUncommitted(Topic topic) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .anyMatch(partition -> cluster.committed(partition) == 0
                        && !cluster.log(partition).entries().isEmpty());
    }

    /**
     * A partition that comes back at the offset where it began shows nothing of a log made anew meanwhile, and a commit of the old one's
     * records may be on its way: no task can tell. So either partitions move in a run, or such topics are made anew. Documents that are
     * looked up by their offsets would be taken for the old topic's: docs/documents-and-files.md asks for another delivery.epoch. Columns
     * that are added send partitions back, to one record before the first that waits; another log's record there can't be told from it.
     */
    private void recreate(Topic topic) {
        if (topic.mode() == Mode.DOCUMENT_ONCE || topic.grows()) {
            return;
        }
        if (hasUncommitted(topic)) {
            if (moved) {
                return;
            }
            stays = true;
        }
        for (TopicPartition partition : partitions) {
            if (partition.topic().equals(topic.name())) {
                cluster.recreate(partition);
                oracle.recreated(partition);
            }
        }
    }
}
