package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.sink.harness.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Upsert with tombstones. What comes after the kill changes most keys again, the other way round where it can: a stale batch that
 * landed last would show.
 */
final class UpsertWorkload implements Workload {
    private static final int DELETED = 21;
    private final Map<Long, String> reference = new TreeMap<>();

    @Override
    public List<ColumnSpec> columns() {
        return List.of(ColumnSpec.key("id", ColumnType.LONG), ColumnSpec.of("item", ColumnType.STRING));
    }

    @Override
    public Map<String, String> config() {
        return Map.of("write.mode", "upsert", "key.fields", "id");
    }

    @Override
    public void before(Topics topics) {
        for (long key = 0; key < BATCH; key++) {
            change(topics, key, "before");
        }
    }

    @Override
    public void batch(Topics topics) {
        for (long key = 0; key < BATCH; key++) {
            change(topics, key, "to be overwritten in the batch");
            change(topics, key, key < DELETED ? "batch " + key : null);
        }
    }

    @Override
    public void after(Topics topics) {
        for (long key = 0; key < BATCH; key += 3) {
            change(topics, key, key < DELETED ? null : "again " + key);
        }
        for (long key = 1; key < DELETED; key += 3) {
            change(topics, key, "later " + key);
        }
    }

    private void change(Topics topics, long key, String item) {
        if (item == null) {
            topics.add(Workload.partitionOf(key), key, null);
            reference.remove(key);
        } else {
            topics.add(Workload.partitionOf(key), key, Map.of("id", key, "item", item));
            reference.put(key, item);
        }
    }

    /** Between the upsert's and the delete's commit keys are to be seen that are deleted already; never one twice. */
    @Override
    public void requireWhole(List<Map<String, Object>> rows) {
        assertThat(rows).extracting(row -> row.get("id")).doesNotHaveDuplicates();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(DELETED);
    }

    @Override
    public boolean settled(List<Map<String, Object>> rows, List<CommitRecord> commits) {
        return content(rows).equals(reference);
    }

    @Override
    public Outcome outcome(List<Map<String, Object>> rows, List<CommitRecord> commits) {
        assertThat(content(rows)).as("last state of each key").isEqualTo(reference);
        return Outcome.EXACT;
    }

    private static Map<Long, String> content(List<Map<String, Object>> rows) {
        Map<Long, String> content = new HashMap<>();
        rows.forEach(row -> content.merge(Workload.id(row), (String) row.get("item"), (one, other) -> "twice"));
        return content;
    }
}
