package io.connectdomo.sink.record;

import java.util.Objects;
import java.util.Set;

/**
 * How records of one topic become documents, beside {@link RecordOptions}. Immutable.
 *
 * @param keyField the document's field that keeps the key ({@code appdb.key.field}); only in modes with keys
 * @param dateFields top-level fields written as {@code {"$date":…}} ({@code appdb.date.fields})
 */
public record DocumentOptions(String keyField, Set<String> dateFields) {
    public DocumentOptions {
        Objects.requireNonNull(keyField, "keyField");
        dateFields = Set.copyOf(dateFields);
    }
}
