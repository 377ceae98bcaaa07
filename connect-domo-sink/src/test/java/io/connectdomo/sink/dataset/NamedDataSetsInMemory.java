package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetInfo;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.simulation.SimulatedNetwork;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A Domo that has the DataSets of one name, and knows what really became of them. Its search shows what was created first no later
 * than what was created after it, which the whole of {@link Discovery} rests on. By the simulated thread that runs.
 */
final class NamedDataSetsInMemory {
    static final String NAME = "orders";

    private static final int MINUTE_MS = 60_000;

    private final SimulatedTime time;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private final FindingPlan plan;
    private final List<DataSet> all = new ArrayList<>();
    private int number;
    /** How many creations have worked of which nobody was told. */
    private int untold;

    private int creations;

    /** What Domo knows, and more. */
    static final class DataSet {
        String id;
        /** Null for a stranger. */
        FindingTask creator;

        long createdMs;
        boolean ageTold = true;
        long shownMs;
        List<Column> columns = List.of();
        Set<String> tags = new LinkedHashSet<>();
        boolean readOnly;
        /** Of others. */
        long foreignRows;

        /** What this connector had created before. */
        boolean earlierLife;

        long ourRows;
        long rowsShownMs;
        boolean told;
        long toldMs;
        int tagRefusals;
        long tagTookMs;
        boolean deleted;

        boolean isStrangers() {
            return creator == null;
        }

        List<String> key() {
            return columns.stream().filter(Column::upsertKey).map(Column::name).toList();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    NamedDataSetsInMemory(SimulatedTime time, RandomGenerator random, SimulatedNetwork network, FindingPlan plan) {
        this.time = time;
        this.random = random;
        this.network = network;
        this.plan = plan;
    }

    List<DataSet> all() {
        return all;
    }

    int untold() {
        return untold;
    }

    DataSet add(DataSet made) {
        made.id = (char) ('a' + random.nextInt(26)) + "-" + ++number;
        all.add(made);
        return made;
    }

    private DataSet existing(String id) {
        return all.stream()
                .filter(each -> each.id.equals(id) && !each.deleted)
                .findFirst()
                .orElseThrow(() -> new DomoException.Refused("no DataSet " + id, 404, true, "", ""));
    }

    DataSet truth(String id) {
        return all.stream().filter(each -> each.id.equals(id)).findFirst().orElseThrow();
    }

    private DataSetInfo info(DataSet of) {
        long shown = time.nowMs() >= of.rowsShownMs ? of.foreignRows + of.ourRows : of.foreignRows;
        return new DataSetInfo(
                of.id,
                NAME,
                "api",
                "API",
                of.readOnly ? Optional.of("READ") : Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.of(shown),
                of.ageTold ? Optional.of(Instant.ofEpochMilli(of.createdMs)) : Optional.empty(),
                List.copyOf(of.tags));
    }

    /** A first row of ours is committed. */
    void write(FindingTask by, String id) {
        DataSet into = truth(id);
        if (into.deleted) {
            network.wrong(by + " writes to " + id + ", which was deleted");
        }
        boolean fits = into.columns.stream().anyMatch(each -> each.name().equals("id"));
        if (plan.mode() == WriteMode.UPSERT && !fits) {
            return; // that is told of the first record
        }
        boolean knows = into.told || into.ourRows == 0;
        int tries = into.told ? 2 : 1;
        if (into.creator == by && knows && !into.tags.contains(FindingPlan.TAG) && into.tagRefusals < tries) {
            network.wrong(by + " writes to " + id + ", which it created and has not tagged");
        }
        if (into.ourRows++ == 0) {
            into.rowsShownMs = time.nowMs() + plan.rowsLateMs();
        }
    }

    /** A task is gone: what it has created is tagged, if there was the time for it. */
    void left(FindingTask by) {
        long enoughMs = 2 * plan.pollMs() + 2 * plan.slowestMs() + 1_000;
        for (DataSet each : all) {
            boolean known = each.creator == by && each.told && !each.deleted && each.tagRefusals == 0;
            boolean time = plan.troubles() == 0 && this.time.nowMs() - each.toldMs > enoughMs;
            if (known && time && !each.tags.contains(FindingPlan.TAG)) {
                network.wrong(by + " leaves " + each + " without its tag");
            }
        }
    }

    /** Domo as one task sees it. */
    final class Store implements NamedDataSetStore {
        private final FindingTask task;

        Store(FindingTask task) {
            this.task = task;
        }

        @Override
        public Found find(Set<String> created) {
            task.searches().add(time.nowMs());
            Set<String> shown = network.read(task.process(), this::shown);
            if (shown.isEmpty()) {
                task.searches().add(time.nowMs());
                shown = network.read(task.process(), this::shown);
            }
            Set<String> ids = new LinkedHashSet<>(shown);
            ids.addAll(created);
            List<Candidate> candidates = new ArrayList<>();
            for (String id : ids) {
                DataSetInfo info = network.read(task.process(), () -> {
                    DataSet of = truth(id);
                    boolean notYet = time.nowMs() < of.shownMs
                            && time.epochMs() - of.createdMs < plan.readableLateMs()
                            && random.nextBoolean();
                    return of.deleted || (notYet && !of.isStrangers()) ? null : info(of);
                });
                if (info != null) {
                    candidates.add(new Candidate(info));
                }
            }
            candidates.sort(Candidate.OLDEST_FIRST);
            return new Found(candidates, shown, 2);
        }

        /** The index may show what is deleted. */
        private Set<String> shown() {
            Set<String> ids = new LinkedHashSet<>();
            all.stream().filter(each -> each.shownMs <= time.nowMs()).forEach(each -> ids.add(each.id));
            return ids;
        }

        @Override
        public String create(List<Column> columns) {
            mayCreate();
            try {
                String id = network.change(task.process(), task + " creates", 30_000, () -> {
                    DataSet made = new DataSet();
                    made.creator = task;
                    made.columns = columns;
                    made.createdMs = time.epochMs();
                    DataSet before = all.isEmpty() ? null : all.get(all.size() - 1);
                    long shownMs = time.nowMs() + plan.searchLateMs() / 2 + random.nextLong(plan.searchLateMs() + 1);
                    boolean together = before != null && before.createdMs == made.createdMs;
                    made.shownMs =
                            before == null ? shownMs : together ? before.shownMs : Math.max(shownMs, before.shownMs);
                    task.created();
                    creations++;
                    return add(made).id;
                });
                if (creations <= plan.creationsLost()) {
                    throw new DomoException.UnknownOutcome("reply lost", null);
                }
                truth(id).told = true;
                truth(id).toldMs = time.nowMs();
                return id;
            } catch (DomoException failure) {
                if (!(failure instanceof DomoException.Retriable retriable) || retriable.sent()) {
                    untold++;
                    task.untold();
                }
                throw failure;
            }
        }

        private void mayCreate() {
            if (!task.goesFirst() && time.nowMs() - task.searches().get(0) < plan.waitMs()) {
                network.wrong(task + " creates one before its turn");
            }
            for (DataSet each : all) {
                if (each.creator == task
                        && !each.deleted
                        && plan.readableLateMs() == 0
                        && each.shownMs < task.lastUntoldMs()) {
                    network.wrong(task + " creates another, though the search shows " + each);
                }
            }
        }

        @Override
        public boolean isEmpty(DataSetInfo info) {
            return info.rowCount().orElse(0) == 0
                    && network.read(task.process(), () -> {
                        DataSet of = existing(info.id());
                        return of.foreignRows + of.ourRows == 0;
                    });
        }

        @Override
        public boolean deleteIfEmpty(String id) {
            if (!network.read(task.process(), () -> truth(id).ourRows + truth(id).foreignRows == 0)) {
                return false;
            }
            return network.change(task.process(), task + " deletes " + id, MINUTE_MS, () -> {
                DataSet of = truth(id);
                if (of.isStrangers() || of.ourRows > 0) {
                    network.wrong(id + " is deleted, which is " + (of.isStrangers() ? "a stranger's" : "in use"));
                }
                of.deleted = true;
                return true;
            });
        }

        @Override
        public DataSetSchema schema(String id) {
            return network.read(task.process(), () -> {
                List<Column> columns = existing(id).columns;
                return new DataSetSchema(
                        plan.keysHidden()
                                ? columns.stream()
                                        .map(each -> Column.of(each.name(), each.type()))
                                        .toList()
                                : columns);
            });
        }

        @Override
        public void setKey(String id, List<String> key) {
            network.change(task.process(), task + " sets the key of " + id, MINUTE_MS, () -> {
                DataSet of = existing(id);
                if (of.foreignRows > 0 && plan.adopt() != Adopt.ANY) {
                    network.wrong("the key of " + id + " is set, which has rows of others");
                }
                of.columns = of.columns.stream()
                        .map(each -> new Column(each.name(), each.type(), key.contains(each.name())))
                        .toList();
                return key;
            });
        }

        @Override
        public void tag(String id, List<String> tags) {
            network.change(task.process(), task + " tags " + id, MINUTE_MS, () -> {
                DataSet of = existing(id);
                if (plan.refusesTag(random)) {
                    of.tagRefusals++;
                    network.note("the tag of " + id + " is refused");
                    throw new DomoException.Unauthorized("no tags", 403);
                }
                if (of.foreignRows > 0 && !of.tags.contains(FindingPlan.TAG)) {
                    network.wrong(id + " is tagged, which has rows of others");
                }
                if (!of.tags.contains(FindingPlan.TAG)) {
                    of.tagTookMs = time.epochMs() - of.createdMs;
                }
                of.tags.addAll(tags);
                return tags;
            });
        }

        @Override
        public void describe(String id, String description) {}

        @Override
        public void share(String id, NewDataSet wanted) {}
    }
}
