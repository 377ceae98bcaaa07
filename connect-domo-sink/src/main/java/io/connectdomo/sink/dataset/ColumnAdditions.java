package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.record.ColumnTypes;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns that records ask for ({@code schema.evolution=add}, delivery.md 2.8). Records wait, pinned, while what was written
 * before them is committed with the columns of then; only then is the DataSet altered, once for all that was asked for.
 * Task thread only.
 */
final class ColumnAdditions {
    private static final Logger log = LoggerFactory.getLogger(ColumnAdditions.class);

    private final DataSetSettings settings;
    private final TaskSettings task;
    private final DataSetColumns api;
    private final Lane lane;
    private final TaskParts parts;
    private final Batches<Batch> batches;
    private final SchemaHolder schema;
    private final FailureAction failure;

    private final Map<String, Column> wanted = new LinkedHashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private boolean sent;

    ColumnAdditions(
            DataSetSettings settings,
            TaskSettings task,
            TaskParts parts,
            DataSetColumns api,
            Lane lane,
            Batches<Batch> batches,
            SchemaHolder schema,
            FailureAction failure) {
        this.settings = settings;
        this.task = task;
        this.api = api;
        this.lane = lane;
        this.parts = parts;
        this.batches = batches;
        this.schema = schema;
        this.failure = failure;
    }

    /** Whether columns are still to be added; no row is taken meanwhile. */
    boolean pending() {
        return !wanted.isEmpty();
    }

    /** Whether more columns may still be asked for at no further cost. */
    boolean gathering() {
        return pending() && !sent;
    }

    /** As {@link #want}, of a record that is the next to be written. Half a snapshot is not committed, but read again. */
    void wantNow(Collection<Column> columns, Collection<String> keyColumns) {
        want(columns, keyColumns);
        if (settings.mode() == WriteMode.REPLACE) {
            batches.abandonUnsent("the DataSet gets new columns first");
        }
    }

    /**
     * Asks for columns; the caller pins the record that needs them. What can't be added now, because an alteration is under way
     * or is to add a name that differs by case only, the record asks for again when it comes again.
     *
     * @param keyColumns names of the upsert key's columns, as far as the sink has set them: Domo may not show them, and an
     *     alteration that does not name them loses them
     */
    void want(Collection<Column> columns, Collection<String> keyColumns) {
        if (sent) {
            return;
        }
        for (Column column : columns) {
            if (wanted.containsKey(column.name()) || !wantedInOtherCase(column.name())) {
                wanted.merge(column.name(), column, ColumnAdditions::wider);
            }
        }
        keys.addAll(keyColumns);
    }

    private boolean wantedInOtherCase(String name) {
        return wanted.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Records of one list may show a number first without and then with a fraction, or a text. */
    private static Column wider(Column one, Column other) {
        return new Column(one.name(), ColumnTypes.common(one.type(), other.type()), one.upsertKey());
    }

    /** Partitions were closed: whoever reads them now asks, and the records that are still ours ask again. */
    void partitionsClosed() {
        if (!sent) {
            wanted.clear();
        }
    }

    /** Sends the alteration as soon as nothing is left of what was written before it. */
    void advance() {
        if (gathering() && batches.isEmpty()) {
            sent = true;
            lane.submit(new AddColumns(
                    settings,
                    api,
                    parts.ticker(),
                    List.copyOf(wanted.values()),
                    Set.copyOf(keys),
                    task.commitTimes().attemptMs(),
                    task.commitTimes().budgetMs(),
                    after -> parts.mailbox().post(() -> added(after)),
                    cause -> parts.mailbox().post(() -> failed(cause))));
        }
    }

    private void added(DataSetSchema after) {
        log.info(
                "DataSet {}: has the columns {} now (schema.evolution=add). Rows for them are committed in {} ms at the soonest"
                        + " (commit.timeout.ms): what other tasks have on its way could still take them away",
                api.label(),
                describe(),
                task.commitTimes().attemptMs());
        wanted.clear();
        keys.clear();
        sent = false;
        schema.learned(after);
    }

    private void failed(RuntimeException cause) {
        failure.fail(
                "The columns " + describe()
                        + ", which records need (schema.evolution=add), could not be added. The token's"
                        + " user needs the right to edit the DataSet's schema (its owner, a co-owner, or an admin). What came"
                        + " before these records is committed, their offsets are not, and nothing is lost: give the right, or"
                        + " add the columns in Domo, or set schema.evolution=ignore, and restart the task.",
                cause);
    }

    private String describe() {
        return wanted.values().stream()
                .map(column -> "'" + column.name() + "' " + column.type())
                .collect(Collectors.joining(", "));
    }
}
