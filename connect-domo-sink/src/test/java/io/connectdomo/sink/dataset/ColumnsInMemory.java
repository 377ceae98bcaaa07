package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.IndexStatus;
import io.connectdomo.common.dataset.SchemaDocument;
import io.connectdomo.common.dataset.SchemaDocuments;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.simulation.SimulatedNetwork;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Domo that has one DataSet, whose schema is replaced whole by whoever sends one: the last that lands wins. Knows for which columns
 * rows were committed. By the simulated thread that runs.
 */
final class ColumnsInMemory {
    private final SimulatedTime time;
    private final SimulatedNetwork network;
    private final boolean keysHidden;
    private final long attemptMs;
    private final long indexMs;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, ColumnType> committed = new HashMap<>();
    private SchemaDocument schema;
    private int alterations;

    ColumnsInMemory(
            SimulatedTime time,
            SimulatedNetwork network,
            List<Column> columns,
            boolean keysHidden,
            long attemptMs,
            long indexMs) {
        this.time = time;
        this.network = network;
        this.schema = SchemaDocuments.of(columns);
        this.keysHidden = keysHidden;
        this.attemptMs = attemptMs;
        this.indexMs = indexMs;
        columns.stream().filter(Column::upsertKey).forEach(each -> keys.add(each.name()));
    }

    int alterations() {
        return alterations;
    }

    Map<String, ColumnType> committed() {
        return committed;
    }

    /** Another client, which sees the schema and alters it in one moment. */
    void strangerAdds(Column column) {
        boolean there =
                schema.schema().columns().stream().anyMatch(each -> each.name().equalsIgnoreCase(column.name()));
        if (!there) {
            network.note("somebody adds " + column);
            schema = schema.plus(column);
        }
    }

    /** Rows of this layout land. */
    private void commit(AddingTask by, DataSetSchema layout, Set<String> used) {
        List<Column> now = schema.schema().columns();
        for (int i = 0; i < layout.columns().size(); i++) {
            Column column = layout.columns().get(i);
            boolean fits = i < now.size()
                    && now.get(i).name().equals(column.name())
                    && now.get(i).type() == column.type();
            if (!fits) {
                network.wrong(by + " commits rows of " + layout + " into " + schema);
                return;
            }
            if (used.contains(column.name())) {
                committed.put(column.name(), column.type());
            }
        }
    }

    private void replace(String who, SchemaDocument sent) {
        Set<String> names = new HashSet<>();
        for (Column each : sent.schema().columns()) {
            if (!names.add(each.name().toLowerCase(Locale.ROOT))) {
                throw new DomoException.Refused("two columns " + each.name(), 400, true, "", "");
            }
        }
        alterations++;
        schema = SchemaDocuments.sent(sent);
        Map<String, Column> now = new HashMap<>();
        schema.schema().columns().forEach(each -> now.put(each.name(), each));
        committed.forEach((name, type) -> {
            if (!now.containsKey(name) || now.get(name).type() != type) {
                network.wrong(who + " takes away the column " + name + ", for which rows were committed");
            }
        });
        keys.forEach(key -> {
            if (!now.containsKey(key) || !now.get(key).upsertKey()) {
                network.wrong(who + " takes away the key " + key);
            }
        });
    }

    /** The DataSet as one task sees it. */
    final class Store implements DataSetColumns {
        private final AddingTask task;
        private final DataSetLabel label = new DataSetLabel("d");
        /** What the task last read. */
        private SchemaDocument read;

        Store(AddingTask task) {
            this.task = task;
        }

        void commit(DataSetSchema layout, Set<String> used) {
            network.change(task.process(), task + " commits rows of " + used, attemptMs, () -> {
                ColumnsInMemory.this.commit(task, layout, used);
                return "";
            });
        }

        @Override
        public DataSetSchema schema() {
            return schemaDocument().schema();
        }

        @Override
        public SchemaDocument schemaDocument() {
            read = network.read(
                    task.process(),
                    () -> keysHidden ? SchemaDocuments.withoutKeys(schema) : SchemaDocuments.sent(schema));
            return read;
        }

        @Override
        public void alterSchema(SchemaDocument sent, long deadlineMs) {
            Set<String> before = new HashSet<>();
            read.schema().columns().forEach(each -> before.add(each.name()));
            List<Column> added = sent.schema().columns().stream()
                    .filter(each -> !before.contains(each.name()))
                    .toList();
            added.forEach(task::adds);
            List<String> names = added.stream().map(Column::name).toList();
            network.change(task.process(), task + " alters " + before + " + " + names, deadlineMs, () -> {
                replace(task.toString(), sent);
                return "";
            });
        }

        @Override
        public Optional<String> index() {
            return network.read(task.process(), () -> Optional.of("" + (time.nowMs() + indexMs)));
        }

        @Override
        public IndexStatus indexStatus(String readyMs) {
            return network.read(
                    task.process(),
                    () -> new IndexStatus(
                            time.nowMs() < Long.parseLong(readyMs)
                                    ? IndexStatus.State.PENDING
                                    : IndexStatus.State.SUCCESS,
                            java.util.OptionalLong.empty(),
                            Optional.empty()));
        }

        @Override
        public DataSetLabel label() {
            return label;
        }

        @Override
        public void learnName() {}
    }
}
