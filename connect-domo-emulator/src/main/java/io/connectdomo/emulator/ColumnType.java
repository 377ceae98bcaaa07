package io.connectdomo.emulator;

/** The six column types of a DataSet (observed-behaviour.md 3). There is no boolean and no time of day. */
public enum ColumnType {
    STRING("VARCHAR"),
    DECIMAL("DECFLOAT(1000)"),
    LONG("BIGINT"),
    DOUBLE("DOUBLE PRECISION"),
    DATE("DATE"),
    DATETIME("TIMESTAMP(3)");

    private final String sqlType;

    ColumnType(String sqlType) {
        this.sqlType = sqlType;
    }

    String sqlType() {
        return sqlType;
    }
}
