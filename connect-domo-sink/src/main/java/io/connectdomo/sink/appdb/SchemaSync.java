package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbCollection;
import io.connectdomo.common.appdb.CollectionColumn;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.sink.batch.OneAtATime;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.NestedFields;
import io.connectdomo.sink.record.NewColumns;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.SchemaEvolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the fields of documents to the collection's schema, from which Domo syncs the collection to a DataSet ({@code
 * appdb.collection.sync.schema}). Only ever adds, and asks Domo only about fields not seen before. Documents don't wait for it. Task
 * thread only.
 */
final class SchemaSync {
    private static final Logger log = LoggerFactory.getLogger(SchemaSync.class);

    private final String destination;
    private final CollectionSettings settings;
    private final CollectionApi api;
    private final OneAtATime domo;

    /** Every field seen since the start, with its type; of names that differ by case only the first. */
    private final Map<String, ColumnType> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Map<String, ColumnType> fresh = new LinkedHashMap<>();
    private Schema lastSchema;

    SchemaSync(String destination, CollectionSettings settings, CollectionApi api, OneAtATime domo) {
        this.destination = destination;
        this.settings = settings;
        this.api = api;
        this.domo = domo;
    }

    /** A record that has become a document. */
    void saw(DocumentTopic topic, SinkRecord record) {
        if (record.valueSchema() != null) {
            if (record.valueSchema() == lastSchema) {
                return;
            }
            lastSchema = record.valueSchema();
        } else if (allSeen(record)) {
            return;
        }
        RecordOptions options = topic.record()
                .withKey(KeySource.RECORD_VALUE)
                .withNestedFields(NestedFields.JSON, "_")
                .withSchemaEvolution(SchemaEvolution.ADD);
        if (settings.mode().isKeyed()) {
            add(settings.keyField(), ColumnType.STRING);
        }
        for (Column column : NewColumns.of(options, record).orElse(List.of())) {
            boolean date = topic.documents().dateFields().contains(column.name());
            add(column.name(), date ? ColumnType.DATETIME : column.type());
        }
    }

    private boolean allSeen(SinkRecord record) {
        return record.value() instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .allMatch(field -> field.getValue() == null
                                || seen.containsKey(field.getKey().toString()));
    }

    private void add(String name, ColumnType type) {
        if (seen.putIfAbsent(name, type) == null) {
            fresh.put(name, type);
        }
    }

    /** Asks for what is new, one question at a time. */
    void advance() {
        if (fresh.isEmpty() || domo.isUnderWay()) {
            return;
        }
        Map<String, ColumnType> wanted = fresh;
        fresh = new LinkedHashMap<>();
        domo.ask("schema of the collection", () -> schemaWith(wanted), this::notNow);
    }

    /** On an uploader thread. */
    private Runnable schemaWith(Map<String, ColumnType> wanted) {
        Optional<AppDbCollection> now = api.schema();
        if (now.isEmpty()) {
            return () -> log.warn("{}: Domo does not show the collection, so its schema is left as it is", destination);
        }
        List<CollectionColumn> columns = new ArrayList<>(now.get().columns());
        Set<String> there = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> added = new ArrayList<>();
        wanted.forEach((name, type) -> {
            if (there.add(name.toLowerCase(Locale.ROOT))) {
                columns.add(new CollectionColumn(name, type.name(), true));
                added.add(name);
            }
        });
        if (!added.isEmpty() || !now.get().syncEnabled()) {
            api.updateSchema(columns);
        }
        return () ->
                log.info("{}: the collection's schema has the fields of the records; new are {}", destination, added);
    }

    private void notNow(RuntimeException cause) {
        log.warn(
                "{}: the collection's schema could not be kept in step with the records (appdb.collection.sync.schema): {} It is left"
                        + " as it is, because what can't be read would be replaced. Documents are not concerned. Set the schema in Domo"
                        + " (Update Collection Schema); the connector looks again at the next new field or restart.",
                destination,
                cause.getMessage());
    }
}
