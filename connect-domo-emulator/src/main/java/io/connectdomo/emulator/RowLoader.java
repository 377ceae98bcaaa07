package io.connectdomo.emulator;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Brings one data version into a table, in one transaction. The parts were checked by the commit. */
final class RowLoader {
    private static final int BATCH = 1000;

    private final Database database;
    private final Cells cells;

    RowLoader(Database database, Cells cells) {
        this.database = database;
        this.cells = cells;
    }

    /** For REPLACE the caller hands over an empty table. */
    void load(DataVersion version, IndexTable table) throws SQLException, IOException {
        try (Connection connection = database.writer()) {
            connection.setAutoCommit(false);
            switch (version.commit().mode()) {
                case APPEND, REPLACE -> insert(version, table, connection, false);
                case UPSERT -> insert(version, table, connection, true);
                case DELETE -> deleteKeys(version, table, connection);
                case REPLACE_PARTITION -> {
                    deletePartition(version.commit().dataTag(), table, connection);
                    insert(version, table, connection, false);
                }
            }
            connection.commit();
        }
    }

    private void insert(DataVersion version, IndexTable table, Connection connection, boolean byKey)
            throws SQLException, IOException {
        Schema schema = version.schema();
        int[] stored = positionsIn(schema, table);
        int[] keys = schema.keys().stream().mapToInt(schema.columns()::indexOf).toArray();
        try (PreparedStatement insert = connection.prepareStatement(insertSql(schema, stored, table));
                PreparedStatement delete = byKey ? connection.prepareStatement(deleteSql(schema, table)) : null) {
            insert.setLong(stored.length + 1, version.id());
            insert.setString(stored.length + 2, version.commit().dataTag());
            for (StoredPart part : version.parts()) {
                try (PartRows rows = PartRows.all(part, schema, cells)) {
                    insertRows(rows, insert, stored, delete, keys);
                }
            }
        }
    }

    private static void insertRows(
            PartRows rows, PreparedStatement insert, int[] stored, PreparedStatement delete, int[] keys)
            throws SQLException {
        int batched = 0;
        Object[] row;
        while ((row = rows.next()) != null) {
            if (delete != null) {
                add(delete, row, keys);
            }
            add(insert, row, stored);
            if (++batched == BATCH) {
                flush(delete, insert);
                batched = 0;
            }
        }
        flush(delete, insert);
    }

    /** Keys are unique within an upload, so that a batch of deletes may run before its inserts. */
    private static void flush(PreparedStatement delete, PreparedStatement insert) throws SQLException {
        if (delete != null) {
            delete.executeBatch();
        }
        insert.executeBatch();
    }

    private void deleteKeys(DataVersion version, IndexTable table, Connection connection)
            throws SQLException, IOException {
        Schema schema = version.schema();
        int[] inOrder = new int[schema.keys().size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = i;
        }
        try (PreparedStatement delete = connection.prepareStatement(deleteSql(schema, table))) {
            for (StoredPart part : version.parts()) {
                try (PartRows rows = PartRows.keys(part, schema, cells)) {
                    Object[] row;
                    while ((row = rows.next()) != null) {
                        add(delete, row, inOrder);
                    }
                }
            }
            delete.executeBatch();
        }
    }

    private static void deletePartition(String tag, IndexTable table, Connection connection) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table.name() + " WHERE " + RowStore.TAG + " = ?")) {
            delete.setString(1, tag);
            delete.executeUpdate();
        }
    }

    private static void add(PreparedStatement statement, Object[] row, int[] positions) throws SQLException {
        for (int i = 0; i < positions.length; i++) {
            statement.setObject(i + 1, row[positions[i]]);
        }
        statement.addBatch();
    }

    /** Positions in the part of the columns that the table still has: the schema may have changed since the commit. */
    private static int[] positionsIn(Schema schema, IndexTable table) {
        List<String> names =
                table.schema().columns().stream().map(Schema.Column::name).toList();
        return schema.columns().stream()
                .filter(column -> names.contains(column.name()))
                .mapToInt(schema.columns()::indexOf)
                .toArray();
    }

    private static String insertSql(Schema schema, int[] stored, IndexTable table) {
        StringBuilder columns = new StringBuilder();
        for (int position : stored) {
            columns.append(RowStore.quoted(schema.columns().get(position))).append(", ");
        }
        String marks = String.join(", ", Collections.nCopies(stored.length + 2, "?"));
        return "INSERT INTO " + table.name() + " (" + columns + RowStore.VERSION + ", " + RowStore.TAG + ") VALUES ("
                + marks + ")";
    }

    private static String deleteSql(Schema schema, IndexTable table) {
        return "DELETE FROM " + table.name() + " WHERE "
                + schema.keys().stream()
                        .map(key -> RowStore.quoted(key) + " = ?")
                        .collect(Collectors.joining(" AND "));
    }
}
