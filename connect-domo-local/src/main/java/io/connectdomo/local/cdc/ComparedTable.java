package io.connectdomo.local.cdc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows a DataSet must have, no more and no fewer.
 *
 * @param name of the table, and of the DataSet
 * @param keys the columns of its primary key, none of them a floating-point number
 * @param others all others
 */
public record ComparedTable(String name, List<ComparedColumn> keys, List<ComparedColumn> others) {
    public ComparedTable {
        keys = List.copyOf(keys);
        others = List.copyOf(others);
    }

    /** The same table with one more column. */
    public ComparedTable with(ComparedColumn column) {
        List<ComparedColumn> more = new ArrayList<>(others);
        more.add(column);
        return new ComparedTable(name, keys, more);
    }

    private Stream<ComparedColumn> columns() {
        return Stream.concat(keys.stream(), others.stream());
    }

    /** The query for a DataSet. */
    String dataSetSql() {
        return columns().map(ComparedColumn::inDataSet).collect(Collectors.joining(", ", "SELECT ", " FROM table"));
    }

    /** What must be there. */
    Rows expected(Connection database) throws SQLException {
        String sql = columns()
                .map(column -> column.expected() + " AS " + ComparedColumn.quoted(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + ComparedColumn.quoted(name)));
        Rows rows = new Rows(new HashMap<>(), new ArrayList<>());
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Map<String, String> row = new HashMap<>();
                for (ComparedColumn column : columns().toList()) {
                    row.put(column.name(), result.getString(column.name()));
                }
                add(rows, row::get);
            }
        }
        return rows;
    }

    /** What is there. */
    Rows found(List<Map<String, String>> dataSetRows) {
        Rows rows = new Rows(new HashMap<>(), new ArrayList<>());
        dataSetRows.forEach(row -> add(rows, row::get));
        return rows;
    }

    private void add(Rows rows, Function<String, String> texts) {
        List<Object> key = values(keys, texts);
        if (rows.byKey().put(key, values(others, texts)) != null) {
            rows.doubled().add(key);
        }
    }

    private static List<Object> values(List<ComparedColumn> columns, Function<String, String> texts) {
        List<Object> values = new ArrayList<>(columns.size());
        columns.forEach(column -> values.add(column.kind().read(texts.apply(column.name()))));
        return values;
    }

    /**
     * One side.
     *
     * @param byKey the other columns' values
     * @param doubled keys that are there more than once
     */
    record Rows(Map<List<Object>, List<Object>> byKey, List<List<Object>> doubled) {}
}
