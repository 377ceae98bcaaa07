package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.sink.harness.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Append: every record is a row of its own. */
record AppendWorkload(boolean effectivelyOnce) implements Workload {
    private static final int FIRST = 10;
    private static final int END = FIRST + BATCH + 10;

    @Override
    public List<ColumnSpec> columns() {
        List<ColumnSpec> columns = new ArrayList<>(
                List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("item", ColumnType.STRING)));
        if (effectivelyOnce) {
            columns.add(ColumnSpec.key("_kafka_topic", ColumnType.STRING));
            columns.add(ColumnSpec.key("_kafka_partition", ColumnType.LONG));
            columns.add(ColumnSpec.key("_kafka_offset", ColumnType.LONG));
        }
        return columns;
    }

    @Override
    public Map<String, String> config() {
        return Map.of("delivery.guarantee", effectivelyOnce ? "effectively_once" : "at_least_once");
    }

    @Override
    public void before(Topics topics) {
        add(topics, 0, FIRST);
    }

    @Override
    public void batch(Topics topics) {
        add(topics, FIRST, FIRST + BATCH);
    }

    @Override
    public void after(Topics topics) {
        add(topics, FIRST + BATCH, END);
    }

    private static void add(Topics topics, int from, int to) {
        for (long id = from; id < to; id++) {
            topics.add(Workload.partitionOf(id), id, Map.of("id", id, "item", "item " + id));
        }
    }

    @Override
    public void requireWhole(List<Map<String, Object>> rows) {
        assertThat(rows.stream().map(Workload::id).collect(Collectors.toSet()))
                .as("rows that were durable before the kill")
                .containsAll(ids(0, FIRST));
    }

    @Override
    public boolean settled(List<Map<String, Object>> rows, List<CommitRecord> commits) {
        return effectivelyOnce
                ? rows.size() >= END
                : rows.size() == commits.stream().mapToLong(CommitRecord::rows).sum();
    }

    @Override
    public Outcome outcome(List<Map<String, Object>> rows, List<CommitRecord> commits) {
        Map<Long, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(Workload.id(row), 1L, Long::sum));
        assertThat(counts.keySet()).as("no loss").isEqualTo(ids(0, END));
        Set<Long> doubled = new TreeSet<>();
        counts.forEach((id, count) -> {
            if (count > 1) {
                assertThat(count).as("copies of row " + id).isEqualTo(2);
                doubled.add(id);
            }
        });
        Set<Long> batch = ids(FIRST, FIRST + BATCH);
        if (doubled.isEmpty()) {
            return Outcome.EXACT;
        }
        if (doubled.equals(batch)) {
            return Outcome.BATCH_TWICE;
        }
        batch.removeIf(id -> !Workload.partitionOf(id).equals(ORDERS_1));
        assertThat(doubled).as("rows that may be double").isEqualTo(batch);
        return Outcome.MOVED_PARTITION_TWICE;
    }

    private static Set<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
