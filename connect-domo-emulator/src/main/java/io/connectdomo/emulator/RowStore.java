package io.connectdomo.emulator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Makes, fills and drops the tables of queryable rows. The caller sees to it that one thread at a time writes a DataSet. */
final class RowStore {
    /** Hidden from {@code SELECT *}: the data version a row came with, and its partition. */
    static final String VERSION = "\"__domo_version\"";

    static final String TAG = "\"__domo_tag\"";

    private final Database database;
    private final AtomicLong tables = new AtomicLong();

    RowStore(Database database) {
        this.database = database;
    }

    IndexTable create(Schema schema) throws SQLException {
        IndexTable table = new IndexTable("dataset_" + tables.incrementAndGet(), schema);
        String columns = schema.columns().stream()
                .map(column -> quoted(column) + ' ' + column.type().sqlType())
                .collect(Collectors.joining(", "));
        execute("CREATE TABLE " + table.name() + " (" + columns + ", " + VERSION + " BIGINT INVISIBLE, " + TAG
                + " VARCHAR INVISIBLE)");
        if (!schema.keys().isEmpty()) {
            // Not unique: keys may be set on a DataSet that has doubles already.
            execute("CREATE INDEX " + table.name() + "_key ON " + table.name() + " (" + names(schema.keys()) + ")");
        }
        return table;
    }

    /** A new table with the rows of the old one in the columns that both have, by name. */
    IndexTable copy(IndexTable old, Schema schema) throws SQLException {
        IndexTable table = create(schema);
        List<Schema.Column> kept = schema.columns().stream()
                .filter(column -> old.schema().columns().stream()
                        .anyMatch(before -> before.name().equals(column.name())))
                .toList();
        String columns = names(kept) + (kept.isEmpty() ? "" : ", ") + VERSION + ", " + TAG;
        execute("INSERT INTO " + table.name() + " (" + columns + ") SELECT " + columns + " FROM " + old.name()
                + " ORDER BY _ROWID_");
        return table;
    }

    void drop(IndexTable table) throws SQLException {
        execute("DROP TABLE " + table.name());
    }

    void deleteVersion(IndexTable table, long versionId) throws SQLException {
        try (Connection connection = database.writer();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table.name() + " WHERE " + VERSION + " = ?")) {
            delete.setLong(1, versionId);
            delete.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String names(List<Schema.Column> columns) {
        return columns.stream().map(RowStore::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(Schema.Column column) {
        return '"' + column.name().replace("\"", "\"\"") + '"';
    }
}
