package io.connectdomo.sink.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How records of one topic become rows; from configuration, immutable. Nothing is null.
 *
 * @param keyFields {@code key.fields}; empty where the record's key decides
 * @param nestedDelimiter stands between the names of a flattened field; only with {@link NestedFields#FLATTEN}
 * @param metadataColumns {@code metadata.columns}, without repetition
 * @param coordinateKey present for effectively-once append: the key columns are the record's coordinates
 * @param datetimeMillis whether a DATETIME shows milliseconds that are not zero ({@code domo.compat.datetime.fraction});
 *     false cuts them off
 */
public record RecordOptions(
        WriteMode writeMode,
        KeySource keySource,
        List<String> keyFields,
        TombstoneAction tombstoneAction,
        NestedFields nestedFields,
        String nestedDelimiter,
        SchemaEvolution schemaEvolution,
        List<MetadataColumn> metadataColumns,
        boolean datetimeMillis,
        Optional<CoordinateKey> coordinateKey) {

    public RecordOptions {
        Objects.requireNonNull(writeMode, "writeMode");
        Objects.requireNonNull(keySource, "keySource");
        keyFields = List.copyOf(keyFields);
        Objects.requireNonNull(tombstoneAction, "tombstoneAction");
        Objects.requireNonNull(nestedFields, "nestedFields");
        Objects.requireNonNull(nestedDelimiter, "nestedDelimiter");
        Objects.requireNonNull(schemaEvolution, "schemaEvolution");
        Objects.requireNonNull(coordinateKey, "coordinateKey");
        metadataColumns =
                coordinateKey.isPresent() ? CoordinateKey.with(metadataColumns) : List.copyOf(metadataColumns);
    }

    /** The defaults of contract.md 2.2 for {@code writeMode}, which also decides the default of tombstones. */
    public static RecordOptions defaults(WriteMode writeMode) {
        return new RecordOptions(
                writeMode,
                KeySource.RECORD_KEY,
                List.of(),
                writeMode.isKeyed() ? TombstoneAction.DELETE : TombstoneAction.IGNORE,
                NestedFields.JSON,
                "_",
                SchemaEvolution.FAIL,
                List.of(),
                true,
                Optional.empty());
    }

    /** The same with the key taken from {@code source}, fields {@code fields}. */
    public RecordOptions withKey(KeySource source, String... fields) {
        return new RecordOptions(
                writeMode,
                source,
                List.of(fields),
                tombstoneAction,
                nestedFields,
                nestedDelimiter,
                schemaEvolution,
                metadataColumns,
                datetimeMillis,
                coordinateKey);
    }

    public RecordOptions withTombstoneAction(TombstoneAction action) {
        return new RecordOptions(
                writeMode,
                keySource,
                keyFields,
                action,
                nestedFields,
                nestedDelimiter,
                schemaEvolution,
                metadataColumns,
                datetimeMillis,
                coordinateKey);
    }

    public RecordOptions withFlattening(String delimiter) {
        return new RecordOptions(
                writeMode,
                keySource,
                keyFields,
                tombstoneAction,
                NestedFields.FLATTEN,
                delimiter,
                schemaEvolution,
                metadataColumns,
                datetimeMillis,
                coordinateKey);
    }

    public RecordOptions withSchemaEvolution(SchemaEvolution evolution) {
        return new RecordOptions(
                writeMode,
                keySource,
                keyFields,
                tombstoneAction,
                nestedFields,
                nestedDelimiter,
                evolution,
                metadataColumns,
                datetimeMillis,
                coordinateKey);
    }

    public RecordOptions withMetadata(MetadataColumn... columns) {
        return new RecordOptions(
                writeMode,
                keySource,
                keyFields,
                tombstoneAction,
                nestedFields,
                nestedDelimiter,
                schemaEvolution,
                List.of(columns),
                datetimeMillis,
                coordinateKey);
    }

    public RecordOptions withDatetimeMillis(boolean millis) {
        return new RecordOptions(
                writeMode,
                keySource,
                keyFields,
                tombstoneAction,
                nestedFields,
                nestedDelimiter,
                schemaEvolution,
                metadataColumns,
                millis,
                coordinateKey);
    }
}
