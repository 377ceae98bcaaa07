package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a field that the DataSet has no column for: {@code schema.evolution}. */
final class UnknownFields {
    private static final Logger log = LoggerFactory.getLogger(UnknownFields.class);

    /** Records with ever new field names must not fill memory or log. */
    private static final int MAX_WARNINGS = 1000;

    private final Columns columns;
    private final SchemaEvolution evolution;
    private final Set<String> warned = new HashSet<>();

    UnknownFields(Columns columns, SchemaEvolution evolution) {
        this.columns = columns;
        this.evolution = evolution;
    }

    /** Drops the field, or refuses the record. */
    void found(String field) throws UnfitException {
        if (evolution == SchemaEvolution.FAIL) {
            throw UnfitException.field(field, why(field) + " Or set schema.evolution=ignore to drop such fields.");
        }
        if (warned.size() < MAX_WARNINGS && warned.add(field)) {
            log.warn("Field '{}' is dropped from all records: {}", field, why(field));
        }
    }

    private String why(String field) {
        int index = columns.indexOf(field);
        if (index >= 0 && columns.metadata(index) != null) {
            return "the column of this name is filled by metadata.columns. Rename the field (ReplaceField), or take '"
                    + columns.metadata(index).optionName() + "' out of metadata.columns.";
        }
        Column similar = columns.ignoringCase(field);
        if (similar != null) {
            return "the DataSet has no column of this name, but one called '" + similar.name()
                    + "': upper and lower case count. Rename the field (ReplaceField) or the column.";
        }
        return "the DataSet has no column of this name. Add the column in Domo, or leave the field out (ReplaceField).";
    }
}
