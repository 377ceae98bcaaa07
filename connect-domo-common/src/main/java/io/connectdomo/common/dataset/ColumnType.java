package io.connectdomo.common.dataset;

/** The column types of a DataSet: Domo has these six and no others (dataset.md; observed-behaviour.md 3). */
public enum ColumnType {
    STRING,
    DECIMAL,
    LONG,
    DOUBLE,
    DATE,
    DATETIME
}
