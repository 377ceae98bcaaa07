package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.sink.harness.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Replace: three snapshots that overlap and differ in size. */
record ReplaceWorkload(boolean bySnapshotId) implements Workload {
    private static final long HOUR = 3_600_000;
    private static final Snapshot BEFORE = new Snapshot("one", 0, 10, 0);
    private static final Snapshot BATCH_OF_KILL = new Snapshot("two", 5, 5 + BATCH, HOUR);
    private static final Snapshot AFTER = new Snapshot("three", 30, 50, 2 * HOUR);

    private record Snapshot(String name, long from, long to, long timestamp) {
        long size() {
            return to - from;
        }

        Map<Long, String> content() {
            Map<Long, String> content = new TreeMap<>();
            for (long id = from; id < to; id++) {
                content.put(id, name);
            }
            return content;
        }
    }

    @Override
    public List<ColumnSpec> columns() {
        return List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("item", ColumnType.STRING));
    }

    @Override
    public Map<String, String> config() {
        Map<String, String> config = new HashMap<>(Map.of("write.mode", "replace", "replace.snapshot.idle.ms", "250"));
        if (bySnapshotId) {
            config.put("replace.boundary", "snapshot_id");
            config.put("replace.snapshot.id", "field:item");
        }
        return config;
    }

    @Override
    public void before(Topics topics) {
        add(topics, BEFORE);
    }

    @Override
    public void batch(Topics topics) {
        add(topics, BATCH_OF_KILL);
    }

    @Override
    public void after(Topics topics) {
        add(topics, AFTER);
    }

    private static void add(Topics topics, Snapshot snapshot) {
        for (long id = snapshot.from(); id < snapshot.to(); id++) {
            topics.add(Workload.partitionOf(id), id, Map.of("id", id, "item", snapshot.name()), snapshot.timestamp());
        }
    }

    @Override
    public void requireWhole(List<Map<String, Object>> rows) {
        assertThat(content(rows))
                .as("a complete snapshot, or the one before it")
                .isIn(BEFORE.content(), BATCH_OF_KILL.content());
    }

    @Override
    public boolean settled(List<Map<String, Object>> rows, List<CommitRecord> commits) {
        return content(rows).equals(AFTER.content());
    }

    @Override
    public Outcome outcome(List<Map<String, Object>> rows, List<CommitRecord> commits) {
        assertThat(commits)
                .as("every data version is a complete snapshot")
                .allMatch(commit -> Set.of(BEFORE.size(), BATCH_OF_KILL.size(), AFTER.size())
                        .contains(commit.rows()));
        assertThat(content(rows)).as("the last snapshot").isEqualTo(AFTER.content());
        return Outcome.EXACT;
    }

    private static Map<Long, String> content(List<Map<String, Object>> rows) {
        Map<Long, String> content = new TreeMap<>();
        rows.forEach(row -> content.merge(Workload.id(row), (String) row.get("item"), (one, other) -> "twice"));
        return content;
    }
}
