package io.connectdomo.sink.record;

import java.util.List;
import java.util.Objects;

/**
 * How records of one topic are written into files; from configuration, immutable.
 *
 * @param tombstoneAction not {@link TombstoneAction#DELETE}
 * @param metadataColumns none of Debezium's envelope; empty with {@link FileFormat#BYTES}
 * @param nestedDelimiter only with {@link NestedFields#FLATTEN}, which only {@link FileFormat#CSV} knows
 */
public record FileOptions(
        FileFormat format,
        TombstoneAction tombstoneAction,
        List<MetadataColumn> metadataColumns,
        NestedFields nestedFields,
        String nestedDelimiter,
        boolean datetimeMillis,
        UnrepresentableValueAction unrepresentableValueAction,
        UnavailableOptions unavailable) {

    public FileOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(tombstoneAction, "tombstoneAction");
        metadataColumns = List.copyOf(metadataColumns);
        Objects.requireNonNull(nestedFields, "nestedFields");
        Objects.requireNonNull(nestedDelimiter, "nestedDelimiter");
        Objects.requireNonNull(unrepresentableValueAction, "unrepresentableValueAction");
        Objects.requireNonNull(unavailable, "unavailable");
    }

    /** The options of a file as if it were a DataSet's rows, where CSV is concerned. */
    RecordOptions asRows() {
        return RecordOptions.defaults(WriteMode.APPEND)
                .withTombstoneAction(tombstoneAction)
                .withNestedFields(nestedFields, nestedDelimiter)
                .withMetadata(metadataColumns.toArray(MetadataColumn[]::new))
                .withDatetimeMillis(datetimeMillis)
                .withUnrepresentableValueAction(unrepresentableValueAction)
                .withUnavailableValueAction(unavailable.action())
                .withPlaceholder(unavailable.placeholder());
    }
}
