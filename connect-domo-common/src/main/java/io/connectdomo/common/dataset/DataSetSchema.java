package io.connectdomo.common.dataset;

import java.util.List;

/**
 * The columns of a DataSet, hidden ones included, in the order in which the parts of an upload have them.
 *
 * @param columns never null, immutable
 */
public record DataSetSchema(List<Column> columns) {
    public DataSetSchema {
        columns = List.copyOf(columns);
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
