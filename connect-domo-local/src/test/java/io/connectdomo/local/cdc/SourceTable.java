package io.connectdomo.local.cdc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table under test and the statements that change it. Every statement says {@code ?} for a value, as text.
 *
 * @param more statements to run after it was created
 */
record SourceTable(String name, List<Column> keys, List<Column> others, List<String> more) {
    SourceTable {
        keys = List.copyOf(keys);
        others = List.copyOf(others);
        more = List.copyOf(more);
    }

    static SourceTable of(String name, List<Column> keys, List<Column> others) {
        return new SourceTable(name, keys, others, List.of());
    }

    SourceTable with(String statement) {
        List<String> all = new ArrayList<>(more);
        all.add(statement);
        return new SourceTable(name, keys, others, all);
    }

    /** The same table with one more column, which {@link #addColumn} adds to it. */
    SourceTable with(Column column) {
        List<Column> all = new ArrayList<>(others);
        all.add(column);
        return new SourceTable(name, keys, all, more);
    }

    private String sqlName() {
        return ComparedColumn.quoted(name);
    }

    ComparedTable compared() {
        return new ComparedTable(
                name,
                keys.stream().map(Column::compared).toList(),
                others.stream().map(Column::compared).toList());
    }

    List<String> create() {
        String columns =
                columns().map(column -> column.sqlName() + " " + column.type()).collect(Collectors.joining(", "));
        String key = keys.stream().map(Column::sqlName).collect(Collectors.joining(", "));
        return Stream.concat(
                        Stream.of("CREATE TABLE " + sqlName() + " (" + columns + ", PRIMARY KEY (" + key + "))"),
                        more.stream())
                .toList();
    }

    /** Without a default: rows that exist would have it in the database without an event that says so. */
    String addColumn(Column column) {
        return "ALTER TABLE " + sqlName() + " ADD COLUMN " + column.sqlName() + " " + column.type();
    }

    /** A key that is there already leaves the row as it is, and no event. */
    String insert() {
        return "INSERT INTO " + sqlName() + " ("
                + columns().map(Column::sqlName).collect(Collectors.joining(", "))
                + ") VALUES (" + columns().map(SourceTable::value).collect(Collectors.joining(", "))
                + ") ON CONFLICT DO NOTHING";
    }

    String update(Column column) {
        return "UPDATE " + sqlName() + " SET " + column.sqlName() + " = " + value(column) + where();
    }

    /** Skipped where the new key is taken. */
    String updateKey() {
        String names = keys.stream().map(Column::sqlName).collect(Collectors.joining(", "));
        String values = keys.stream().map(SourceTable::value).collect(Collectors.joining(", "));
        return "UPDATE " + sqlName() + " SET (" + names + ") = ROW(" + values + ")" + where()
                + " AND NOT EXISTS (SELECT 1 FROM " + sqlName() + where() + ")";
    }

    String delete() {
        return "DELETE FROM " + sqlName() + where();
    }

    String truncate() {
        return "TRUNCATE " + sqlName();
    }

    private String where() {
        return keys.stream()
                .map(key -> key.sqlName() + " = " + value(key))
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private static String value(Column column) {
        return "CAST(?::text AS " + column.type() + ")";
    }

    private Stream<Column> columns() {
        return Stream.concat(keys.stream(), others.stream());
    }

    static List<String> randomValues(List<Column> columns, Random random) {
        List<String> values = new ArrayList<>(columns.size());
        columns.forEach(column -> values.add(column.values().apply(random)));
        return values;
    }
}
