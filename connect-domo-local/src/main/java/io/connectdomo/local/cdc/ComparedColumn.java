package io.connectdomo.local.cdc;

/**
 * A column of a table, and what the DataSet's column of the same name must say.
 *
 * @param name the same on both sides
 * @param expected SQL expression of the database that renders the value as the DataSet must have it, as text
 * @param kind how the two are compared
 */
public record ComparedColumn(String name, String expected, CellKind kind) {
    /** A column that the database writes as the DataSet must have it. */
    public static ComparedColumn text(String name) {
        return new ComparedColumn(name, quoted(name) + "::text", CellKind.TEXT);
    }

    public static ComparedColumn number(String name) {
        return new ComparedColumn(name, quoted(name) + "::text", CellKind.NUMBER);
    }

    /** Timestamps with or without a zone, which the session's zone must show as UTC; finer than a millisecond is cut off. */
    public static ComparedColumn dateTime(String name) {
        return new ComparedColumn(
                name, "to_char(" + quoted(name) + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')", CellKind.DATETIME);
    }

    /** Exact: a number of JSON would have lost digits on its way here. */
    String inDataSet() {
        String quoted = quoted(name);
        return kind == CellKind.NUMBER ? "CAST(" + quoted + " AS VARCHAR) AS " + quoted : quoted;
    }

    /** As SQL has a name in which upper and lower case, spaces and commas count. */
    static String quoted(String name) {
        return '"' + name + '"';
    }
}
