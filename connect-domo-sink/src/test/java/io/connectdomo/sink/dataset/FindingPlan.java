package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.WriteMode;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What one case is about.
 *
 * @param waitMs {@code dataset.auto.create.wait.ms}
 * @param searchLateMs how late the search shows what is created, give or take a half
 * @param rowsLateMs how late the number of rows is
 * @param tagRefusals of a hundred requests for a tag
 * @param pollMs how seldom a task looks into its mailbox
 * @param slowestMs how long a request may be on its way, there or back
 * @param creationsLost how many of the first creations work without anybody being told
 * @param readableLateMs how long what is created may not be readable, as long as the search does not show it
 */
record FindingPlan(
        int tasks,
        WriteMode mode,
        Adopt adopt,
        long waitMs,
        long searchLateMs,
        long rowsLateMs,
        boolean keysHidden,
        int tagRefusals,
        double troubles,
        boolean kills,
        int strangers,
        long pollMs,
        long slowestMs,
        int creationsLost,
        long readableLateMs) {
    static final String CONNECTOR = "c";
    static final String TAG = "connect-domo:" + CONNECTOR;
    static final long CALM_FROM_MS = 60_000;

    static FindingPlan of(RandomGenerator random) {
        long waitMs = oneOf(random, 200, 2_000, 10_000, 60_000);
        // Beyond ten times the wait what was created is used although the search does not show it: that is promised
        // nothing of.
        long searchLateMs = Math.min(oneOf(random, 0, 300, 3_000, 30_000), 5 * waitMs);
        return new FindingPlan(
                1 + random.nextInt(4),
                List.of(WriteMode.APPEND, WriteMode.UPSERT, WriteMode.REPLACE).get(random.nextInt(3)),
                random.nextInt(2) == 0 ? Adopt.FITTING : random.nextBoolean() ? Adopt.ANY : Adopt.NEVER,
                waitMs,
                searchLateMs,
                oneOf(random, 0, 500, 20_000, 20_000),
                random.nextInt(3) == 0,
                (int) oneOf(random, 0, 0, 30, 100),
                random.nextInt(3) * 0.12,
                random.nextInt(3) == 0,
                Math.max(0, random.nextInt(5) - 2),
                oneOf(random, 200, 1_000, 3_000),
                oneOf(random, 300, 300, 300, 300, 9_000),
                Math.max(0, random.nextInt(5) - 2),
                oneOf(random, 0, 0, 2_000));
    }

    private static long oneOf(RandomGenerator random, long... values) {
        return values[random.nextInt(values.length)];
    }

    /** Whether nothing stands in the way, so that no task may be refused. */
    boolean ordinary() {
        return strangers == 0 && troubles == 0 && !kills && tagRefusals == 0 && creationsLost == 0 && slowestMs < 1_000;
    }

    /** Whether tasks need no tag to agree, or get it: what each makes of a refused one is said in the log, and is for a person. */
    boolean tellsOurs() {
        boolean needsNone = mode == WriteMode.APPEND || (mode == WriteMode.UPSERT && !keysHidden);
        return tagRefusals == 0 || (adopt != Adopt.NEVER && needsNone);
    }

    boolean refusesTag(RandomGenerator random) {
        return random.nextInt(100) < tagRefusals;
    }

    RecordOptions options() {
        RecordOptions options = RecordOptions.defaults(mode);
        return mode == WriteMode.UPSERT ? options.withKey(KeySource.RECORD_VALUE, "id") : options;
    }

    TopicSettings topic() {
        return new TopicSettings(
                options(),
                new DataSetSettings("", mode, false, 100, 1_000, 1_000, 1_000, Optional.empty(), "", true, false),
                Optional.of(new NewDataSet(NamedDataSetsInMemory.NAME, adopt, waitMs, "", List.of(), List.of())),
                new NameSource("orders", ""));
    }

    /** A DataSet that was there before: of somebody else, or of this connector in an earlier life. */
    NamedDataSetsInMemory.DataSet stranger(RandomGenerator random, long epochMs) {
        NamedDataSetsInMemory.DataSet made = new NamedDataSetsInMemory.DataSet();
        made.createdMs = epochMs - 1_000 - random.nextInt(100_000);
        made.ageTold = random.nextInt(4) > 0;
        boolean key = random.nextBoolean();
        made.columns = random.nextInt(4) == 0
                ? List.of(Column.of("other", ColumnType.STRING))
                : List.of(new Column("id", ColumnType.LONG, key), Column.of("a", ColumnType.STRING));
        made.foreignRows = random.nextInt(3);
        made.readOnly = random.nextInt(6) == 0;
        if (!made.readOnly && random.nextInt(5) == 0) {
            made.tags.add(TAG);
            made.earlierLife = true;
        }
        return made;
    }
}
