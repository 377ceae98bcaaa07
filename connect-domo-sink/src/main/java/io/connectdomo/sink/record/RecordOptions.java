package io.connectdomo.sink.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How records of one topic become rows; from configuration, immutable. Nothing is null. Begins with {@link #defaults} and
 * is refined by what differs from them.
 *
 * @param keyFields {@code key.fields}; empty where the record's key decides
 * @param nestedDelimiter stands between the names of a flattened field; only with {@link NestedFields#FLATTEN}
 * @param metadataColumns {@code metadata.columns}, without repetition
 * @param datetimeMillis whether a DATETIME shows milliseconds that are not zero ({@code domo.compat.datetime.fraction});
 *     false cuts them off
 * @param coordinateKey present for effectively-once append: the key columns are the record's coordinates
 * @param truncateAction only with {@link RecordFormat#DEBEZIUM}
 * @param unavailableValueAction what becomes of {@code placeholder}
 * @param placeholder what Debezium sends in place of a value that the database did not log
 *     ({@code unavailable.value.placeholder}, which is a key of Debezium's too)
 * @param beforeImage only with {@link RecordFormat#DEBEZIUM}
 * @param unrepresentableValueAction what becomes of a proper value that the column can't hold
 * @param schemalessNumbers columns of numbers that no schema describes
 */
public record RecordOptions(
        WriteMode writeMode,
        RecordFormat format,
        KeySource keySource,
        List<String> keyFields,
        TombstoneAction tombstoneAction,
        TruncateAction truncateAction,
        UnavailableValueAction unavailableValueAction,
        String placeholder,
        BeforeImage beforeImage,
        UnrepresentableValueAction unrepresentableValueAction,
        NestedFields nestedFields,
        String nestedDelimiter,
        SchemaEvolution schemaEvolution,
        List<MetadataColumn> metadataColumns,
        boolean datetimeMillis,
        Optional<CoordinateKey> coordinateKey,
        SchemalessNumbers schemalessNumbers) {

    /** Debezium's own default. */
    public static final String DEFAULT_PLACEHOLDER = "__debezium_unavailable_value";

    public RecordOptions {
        Objects.requireNonNull(writeMode, "writeMode");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(keySource, "keySource");
        keyFields = List.copyOf(keyFields);
        Objects.requireNonNull(tombstoneAction, "tombstoneAction");
        Objects.requireNonNull(truncateAction, "truncateAction");
        Objects.requireNonNull(unavailableValueAction, "unavailableValueAction");
        Objects.requireNonNull(placeholder, "placeholder");
        Objects.requireNonNull(beforeImage, "beforeImage");
        Objects.requireNonNull(unrepresentableValueAction, "unrepresentableValueAction");
        Objects.requireNonNull(nestedFields, "nestedFields");
        Objects.requireNonNull(nestedDelimiter, "nestedDelimiter");
        Objects.requireNonNull(schemaEvolution, "schemaEvolution");
        Objects.requireNonNull(coordinateKey, "coordinateKey");
        Objects.requireNonNull(schemalessNumbers, "schemalessNumbers");
        metadataColumns =
                coordinateKey.isPresent() ? CoordinateKey.with(metadataColumns) : List.copyOf(metadataColumns);
    }

    /** The defaults of contract.md 2.2 for {@code writeMode}, which also decides the default of tombstones. */
    public static RecordOptions defaults(WriteMode writeMode) {
        return new Draft(writeMode).options();
    }

    public RecordOptions withFormat(RecordFormat wanted) {
        return with(draft -> draft.format = wanted);
    }

    /** The same with the key taken from {@code source}, fields {@code fields}. */
    public RecordOptions withKey(KeySource source, String... fields) {
        return with(draft -> {
            draft.keySource = source;
            draft.keyFields = List.of(fields);
        });
    }

    public RecordOptions withTombstoneAction(TombstoneAction action) {
        return with(draft -> draft.tombstoneAction = action);
    }

    public RecordOptions withTruncateAction(TruncateAction action) {
        return with(draft -> draft.truncateAction = action);
    }

    public RecordOptions withUnavailableValueAction(UnavailableValueAction action) {
        return with(draft -> draft.unavailableValueAction = action);
    }

    public RecordOptions withPlaceholder(String text) {
        return with(draft -> draft.placeholder = text);
    }

    public RecordOptions withBeforeImage(BeforeImage image) {
        return with(draft -> draft.beforeImage = image);
    }

    public RecordOptions withUnrepresentableValueAction(UnrepresentableValueAction action) {
        return with(draft -> draft.unrepresentableValueAction = action);
    }

    public RecordOptions withFlattening(String delimiter) {
        return with(draft -> {
            draft.nestedFields = NestedFields.FLATTEN;
            draft.nestedDelimiter = delimiter;
        });
    }

    public RecordOptions withNestedFields(NestedFields nested, String delimiter) {
        return with(draft -> {
            draft.nestedFields = nested;
            draft.nestedDelimiter = delimiter;
        });
    }

    public RecordOptions withSchemaEvolution(SchemaEvolution evolution) {
        return with(draft -> draft.schemaEvolution = evolution);
    }

    public RecordOptions withMetadata(MetadataColumn... columns) {
        return with(draft -> draft.metadataColumns = List.of(columns));
    }

    public RecordOptions withDatetimeMillis(boolean millis) {
        return with(draft -> draft.datetimeMillis = millis);
    }

    public RecordOptions withCoordinateKey(CoordinateKey key) {
        return with(draft -> draft.coordinateKey = Optional.of(key));
    }

    public RecordOptions withSchemalessNumbers(SchemalessNumbers numbers) {
        return with(draft -> draft.schemalessNumbers = numbers);
    }

    private RecordOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options that may still change. */
    private static final class Draft {
        private final WriteMode writeMode;
        private RecordFormat format = RecordFormat.PLAIN;
        private KeySource keySource = KeySource.RECORD_KEY;
        private List<String> keyFields = List.of();
        private TombstoneAction tombstoneAction;
        private TruncateAction truncateAction = TruncateAction.FAIL;
        private UnavailableValueAction unavailableValueAction = UnavailableValueAction.FAIL;
        private String placeholder = DEFAULT_PLACEHOLDER;
        private BeforeImage beforeImage = BeforeImage.AUTO;
        private UnrepresentableValueAction unrepresentableValueAction = UnrepresentableValueAction.FAIL;
        private NestedFields nestedFields = NestedFields.JSON;
        private String nestedDelimiter = "_";
        private SchemaEvolution schemaEvolution = SchemaEvolution.FAIL;
        private List<MetadataColumn> metadataColumns = List.of();
        private boolean datetimeMillis = true;
        private Optional<CoordinateKey> coordinateKey = Optional.empty();
        private SchemalessNumbers schemalessNumbers = SchemalessNumbers.DECIMAL;

        Draft(WriteMode writeMode) {
            this.writeMode = writeMode;
            this.tombstoneAction = writeMode.isKeyed() ? TombstoneAction.DELETE : TombstoneAction.IGNORE;
        }

        Draft(RecordOptions options) {
            writeMode = options.writeMode;
            format = options.format;
            keySource = options.keySource;
            keyFields = options.keyFields;
            tombstoneAction = options.tombstoneAction;
            truncateAction = options.truncateAction;
            unavailableValueAction = options.unavailableValueAction;
            placeholder = options.placeholder;
            beforeImage = options.beforeImage;
            unrepresentableValueAction = options.unrepresentableValueAction;
            nestedFields = options.nestedFields;
            nestedDelimiter = options.nestedDelimiter;
            schemaEvolution = options.schemaEvolution;
            metadataColumns = options.metadataColumns;
            datetimeMillis = options.datetimeMillis;
            coordinateKey = options.coordinateKey;
            schemalessNumbers = options.schemalessNumbers;
        }

        RecordOptions options() {
            return new RecordOptions(
                    writeMode,
                    format,
                    keySource,
                    keyFields,
                    tombstoneAction,
                    truncateAction,
                    unavailableValueAction,
                    placeholder,
                    beforeImage,
                    unrepresentableValueAction,
                    nestedFields,
                    nestedDelimiter,
                    schemaEvolution,
                    metadataColumns,
                    datetimeMillis,
                    coordinateKey,
                    schemalessNumbers);
        }
    }
}
