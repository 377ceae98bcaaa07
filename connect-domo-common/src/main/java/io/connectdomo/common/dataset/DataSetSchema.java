package io.connectdomo.common.dataset;

import java.util.List;

/**
 * The columns of a DataSet, hidden ones included, in the order in which the parts of an upload have them.
 *
 * @param columns never null, immutable
 * @param keysShown whether Domo's reply tells of its columns whether they are keys, also where none is: only then a DataSet without a
 *     marked column is known to have no upsert key
 */
public record DataSetSchema(List<Column> columns, boolean keysShown) {
    public DataSetSchema {
        columns = List.copyOf(columns);
    }

    /** One of which no more is known than the marks of its columns. */
    public DataSetSchema(List<Column> columns) {
        this(columns, columns.stream().anyMatch(Column::upsertKey));
    }

    /** Whether Domo says that the DataSet has no upsert key. */
    public boolean withoutKey() {
        return keysShown && columns.stream().noneMatch(Column::upsertKey);
    }

    /** Whether rows written for {@code other} land in the right columns here: ordered names and types are equal. */
    public boolean sameLayoutAs(DataSetSchema other) {
        if (columns.size() != other.columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column mine = columns.get(i);
            Column theirs = other.columns.get(i);
            if (!mine.name().equals(theirs.name()) || mine.type() != theirs.type()) {
                return false;
            }
        }
        return true;
    }
}
