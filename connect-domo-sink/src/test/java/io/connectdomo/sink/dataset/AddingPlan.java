package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.sink.commit.CommitTimes;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.SchemaEvolution;
import io.connectdomo.sink.record.SchemalessNumbers;
import io.connectdomo.sink.record.WriteMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What one case is about.
 *
 * @param attemptMs {@code commit.timeout.ms}
 * @param indexMs how late an index is
 * @param pollMs how seldom a task looks into its mailbox
 */
record AddingPlan(
        int tasks,
        boolean keyed,
        boolean keysHidden,
        long attemptMs,
        long indexMs,
        long pollMs,
        double troubles,
        boolean kills,
        boolean strangers) {
    private static final List<ColumnType> TYPES = List.of(ColumnType.values());
    private static final List<String> NAMES = List.of("a", "b", "c", "A");

    static AddingPlan of(RandomGenerator random) {
        return new AddingPlan(
                1 + random.nextInt(3),
                random.nextBoolean(),
                random.nextBoolean(),
                List.of(300L, 300L, 2_000L, 30_000L).get(random.nextInt(4)),
                List.of(0L, 0L, 1_000L, 60_000L).get(random.nextInt(4)),
                List.of(50L, 50L, 500L, 2_000L).get(random.nextInt(4)),
                random.nextInt(3) * 0.15,
                random.nextInt(4) == 0,
                random.nextInt(3) == 0);
    }

    RecordOptions options() {
        RecordOptions options = RecordOptions.defaults(mode())
                .withSchemaEvolution(SchemaEvolution.ADD)
                .withSchemalessNumbers(SchemalessNumbers.LONG_OR_DOUBLE);
        return keyed ? options.withKey(KeySource.RECORD_VALUE, "id") : options;
    }

    private WriteMode mode() {
        return keyed ? WriteMode.UPSERT : WriteMode.APPEND;
    }

    DataSetSettings settings() {
        return new DataSetSettings("d", mode(), false, 1_000, 1_000, 1_000, 1_000, Optional.empty(), "", true, false);
    }

    TaskSettings task() {
        return new TaskSettings("c", 0, tasks == 1, 1_000, false, new CommitTimes(attemptMs, 1_000, 30_000));
    }

    List<Column> firstColumns() {
        return List.of(new Column("id", ColumnType.LONG, keyed));
    }

    List<Map<String, Object>> records(RandomGenerator random) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            Map<String, Object> record = new HashMap<>();
            record.put("id", (long) i);
            for (int fields = random.nextInt(3); fields > 0; fields--) {
                record.put(NAMES.get(random.nextInt(NAMES.size())), value(random));
            }
            records.add(record);
        }
        return records;
    }

    private static Object value(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1.5;
            case 1 -> "x";
            default -> 7L;
        };
    }

    Column stranger(RandomGenerator random) {
        String name = random.nextBoolean() ? "s" + random.nextInt(3) : NAMES.get(random.nextInt(NAMES.size()));
        return Column.of(name, TYPES.get(random.nextInt(TYPES.size())));
    }
}
