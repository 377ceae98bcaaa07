package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
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

    /** Of the record at hand, those that the DataSet is to get. */
    private final List<Column> missing = new ArrayList<>();

    UnknownFields(Columns columns, SchemaEvolution evolution) {
        this.columns = columns;
        this.evolution = evolution;
    }

    /** The next record: it needs at least the columns of its metadata. */
    void begin() {
        missing.clear();
        missing.addAll(columns.missingMetadata());
    }

    /** The columns that the record needs and the DataSet does not have; empty unless they are to be added. */
    List<Column> missing() {
        return missing;
    }

    /**
     * Drops the field, notes the column it needs, or refuses the record. Null without a schema is no field: it needs nothing.
     *
     * @param schema null for schemaless data
     */
    void found(String field, Schema schema, Object value) throws UnfitException {
        if (schema == null && value == null) {
            return; // nothing says its type yet, and nothing is lost without it
        }
        switch (evolution) {
            case FAIL ->
                throw UnfitException.noColumn(
                        field,
                        why(field)
                                + " Or set schema.evolution=ignore to drop such fields, or add to add their columns.");
            case IGNORE -> drop(field);
            case ADD -> add(field, schema, value);
        }
    }

    private void drop(String field) {
        if (warned.size() < MAX_WARNINGS && warned.add(field)) {
            log.warn("Field '{}' is dropped from all records: {}", field, why(field));
        }
    }

    private void add(String field, Schema schema, Object value) throws UnfitException {
        if (columns.fillsItself(field) || columns.ignoringCase(field) != null) {
            throw UnfitException.noColumn(field, why(field));
        }
        if (!WholeText.is(field)) {
            throw UnfitException.field(
                    field,
                    "a column's name can't hold half a surrogate pair, which has no UTF-8 form."
                            + " Rename the field (ReplaceField).");
        }
        if (field.isBlank()) {
            throw UnfitException.field(field, "a column needs a name. Rename the field (ReplaceField).");
        }
        for (Column other : missing) {
            if (other.name().equalsIgnoreCase(field)) {
                throw UnfitException.field(
                        field,
                        "the record has a new field '" + other.name()
                                + "' too, and names of columns that differ by case"
                                + " only break a DataSet. Rename one of them (ReplaceField).");
            }
        }
        missing.add(columns.missing(field, schema, value));
    }

    private String why(String field) {
        if (columns.fillsItself(field)) {
            return "the column of this name is filled by metadata.columns. Rename the field (ReplaceField), or take it"
                    + " out of metadata.columns.";
        }
        Column similar = columns.ignoringCase(field);
        if (similar != null) {
            return "the DataSet has no column of this name, but one called '" + similar.name()
                    + "': upper and lower case count"
                    + (evolution == SchemaEvolution.ADD
                            ? ", and a second column that differs by case only would break the DataSet."
                            : ".")
                    + " Rename the field (ReplaceField) or the column.";
        }
        return "the DataSet has no column of this name. Add the column in Domo, or leave the field out (ReplaceField).";
    }
}
