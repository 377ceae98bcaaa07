package io.connectdomo.sink.exploration;

import io.connectdomo.common.http.SimulatedHttp;
import io.connectdomo.sink.exploration.Plan.Mode;
import io.connectdomo.sink.exploration.Plan.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes a plan of a seed. */
final class Planner {
    private static final List<Integer> STATUSES = List.of(500, 503, 429, 408, 404, 409, 302, 401, 403, 410, 502, 200);

    private final long seed;
    private final SplittableRandom random;

    Planner(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    Plan plan() {
        boolean replaces = one(5);
        List<Topic> topics = replaces ? List.of(snapshots()) : topics();
        List<Step> steps = new ArrayList<>();
        int count = 5 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            steps.addAll(steps(topics));
        }
        return new Plan(
                seed,
                topics,
                config(replaces),
                pick(List.of(1, 3, 10, 50, 150, 500)),
                pick(List.of(2, 30, 30, 300)),
                List.copyOf(steps));
    }

    private Topic snapshots() {
        return new Topic("a", 1 + random.nextInt(3), one(2) ? Mode.REPLACE_IDLE : Mode.REPLACE_ID, 0, false, false);
    }

    private List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Mode mode = pick(List.of(
                    Mode.APPEND, Mode.EFFECTIVELY_ONCE, Mode.UPSERT, Mode.DOCUMENT, Mode.DOCUMENT_ONCE, Mode.FILE));
            int target = i;
            if (i > 0 && mode == topics.get(i - 1).mode() && mode.shares() && one(3)) {
                target = topics.get(i - 1).target();
            }
            topics.add(new Topic(
                    String.valueOf((char) ('a' + i)),
                    1 + random.nextInt(2),
                    mode,
                    target,
                    mode.shares() && one(5),
                    mode.grows() && one(3)));
        }
        return topics;
    }

    private Map<String, String> config(boolean replaces) {
        Map<String, String> config = new HashMap<>();
        config.put("commit.interval.ms", String.valueOf(pick(List.of(50, 300, 1000, 3000, 20_000))));
        config.put("commit.timeout.ms", "1000");
        config.put("commit.resolve.grace.ms", "300");
        config.put("domo.request.timeout.ms", "2000");
        config.put("domo.retry.backoff.ms", "20");
        config.put("domo.retry.backoff.max.ms", "1000");
        config.put("upload.max.in.flight", String.valueOf(1 + random.nextInt(4)));
        if (one(2)) {
            config.put("part.max.bytes", String.valueOf(pick(List.of(60, 500))));
            if (one(2)) {
                config.put("buffer.max.bytes", String.valueOf(pick(List.of(4000, 20_000))));
            }
        }
        if (one(4)) {
            config.put("commit.max.rows", String.valueOf(pick(List.of(1, 7, 40))));
        }
        if (one(3)) {
            config.put("appdb.bulk.max.documents", String.valueOf(pick(List.of(1, 3, 20))));
        }
        if (replaces) {
            config.put("replace.snapshot.idle.ms", "1500");
        }
        return config;
    }

    /** One step, or a few that hardly ever stand beside each other by chance and mean something only then. */
    private List<Step> steps(List<Topic> topics) {
        boolean replaces = topics.get(0).mode().replaces();
        int topic = random.nextInt(topics.size());
        if (topics.get(topic).grows() && one(8)) {
            return columnsOfBoth(topics, topic);
        }
        if (replaces || !one(20)) {
            return List.of(step(replaces));
        }
        int partition =
                topics.subList(0, topic).stream().mapToInt(Topic::partitions).sum()
                        + random.nextInt(topics.get(topic).partitions());
        return anewInBetween(topic, partition);
    }

    /** Two workers add columns to one DataSet in the same moment, and something happens to a request of theirs. */
    private List<Step> columnsOfBoth(List<Topic> topics, int topic) {
        int first =
                topics.subList(0, topic).stream().mapToInt(Topic::partitions).sum();
        int other = first + topics.get(topic).partitions() - 1;
        return List.of(
                new Step.Rebalance(Step.Rebalance.Kind.COOPERATIVE, 1 << other),
                produce(first),
                produce(other),
                new Step.Network(
                        Step.Request.ALTER,
                        random.nextInt(2),
                        1,
                        pick(List.of(SimulatedHttp.Fate.REPLY_LOST, SimulatedHttp.Fate.LANDS_LATER))),
                new Step.Iterate(0, 1 + random.nextInt(8)),
                new Step.Iterate(1, 1 + random.nextInt(20)),
                new Step.Iterate(0, 1 + random.nextInt(12)));
    }

    /** A topic is made anew while its partitions are assigned, and the assignment before has perhaps a commit on its way. */
    private List<Step> anewInBetween(int topic, int partition) {
        int owners = random.nextInt(64);
        int owner = owners >> partition & 1;
        Step rebalance = new Step.Rebalance(Step.Rebalance.Kind.EAGER, owners);
        return List.of(
                new Step.Rebalance(Step.Rebalance.Kind.COOPERATIVE, owners),
                produce(partition),
                new Step.Iterate(owner, 2 + random.nextInt(12)),
                rebalance,
                new Step.Recreate(topic),
                produce(partition),
                new Step.Iterate(owner, 2 + random.nextInt(12)));
    }

    private Step produce(int partition) {
        return new Step.Produce(
                partition, 1 + random.nextInt(one(4) ? 200 : 12), pick(List.of(0, 0, 5, 30, 80)), random.nextLong());
    }

    private Step step(boolean replaces) {
        int kind = random.nextInt(100);
        if (kind < 26) {
            return replaces
                    ? new Step.Snapshot(1 + random.nextInt(60), one(6) ? random.nextInt(3) : 0, random.nextLong())
                    : produce(random.nextInt(6));
        } else if (kind < 62) {
            return new Step.Iterate(random.nextInt(2), 1 + random.nextInt(one(3) ? 40 : 5));
        } else if (kind < 66) {
            return new Step.Stall(pick(List.of(10, 200, 1000, 2500, 12_000)));
        } else if (kind < 73) {
            return new Step.Rebalance(pick(List.of(Step.Rebalance.Kind.values())), replaces ? 0 : random.nextInt(64));
        } else if (kind < 75) {
            return one(2) ? new Step.Pause() : new Step.Resume();
        } else if (kind < 77) {
            return new Step.Leader(random.nextInt(6), one(2));
        } else if (kind < 81) {
            return new Step.Kill(random.nextInt(2));
        } else if (kind < 83) {
            return new Step.Stop(random.nextInt(2));
        } else if (kind < 84) {
            return replaces ? new Step.Kill(0) : new Step.Recreate(random.nextInt(3));
        } else if (kind < 92) {
            return new Step.Network(
                    pick(Step.Request.all()),
                    random.nextInt(3),
                    1 + random.nextInt(3),
                    pick(List.of(
                            SimulatedHttp.Fate.NOT_SENT,
                            SimulatedHttp.Fate.LOST,
                            SimulatedHttp.Fate.REPLY_LOST,
                            SimulatedHttp.Fate.LANDS_LATER)));
        }
        return new Step.Answer(
                pick(Step.Request.all()),
                random.nextInt(3),
                1 + random.nextInt(3),
                pick(STATUSES),
                pick(List.of(Step.Body.values())),
                one(3));
    }

    /** True in one of so many cases. */
    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
