package io.connectdomo.local.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mixed transactions over several tables, all from one seed. For one thread. */
final class Workload {
    private static final int MOST_CHANGES = 4;
    private static final int ONE_IN_IS_ROLLED_BACK = 20;
    private static final int ONE_IN_TRUNCATES = 1_000;

    private final Connection connection;
    private final Random random;
    private final List<TableChanges> tables = new ArrayList<>();
    private TableChanges truncated;
    private int truncates;

    /** Creates nothing yet. The connection is the workload's until it is closed. */
    Workload(Connection connection, Random random) throws SQLException {
        this.connection = connection;
        this.random = random;
        connection.setAutoCommit(false);
    }

    void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        connection.commit();
    }

    /** Creates the table with so many rows in it. */
    TableChanges add(SourceTable table, int rows) throws SQLException {
        execute(table.create());
        TableChanges changes = new TableChanges(connection, table, random);
        for (int i = 0; i < rows; i++) {
            changes.insert();
        }
        connection.commit();
        tables.add(changes);
        return changes;
    }

    /** As above; from now on it is truncated now and then. */
    void addTruncated(SourceTable table, int rows) throws SQLException {
        truncated = add(table, rows);
    }

    /** Every table gets one more column. */
    void addColumns() throws SQLException {
        for (TableChanges table : tables) {
            table.addColumn(Column.number("added_number", "bigint", Values.integer(Long.MIN_VALUE, Long.MAX_VALUE))
                    .orNull());
            table.addColumn(Column.text("added_text", "text", Values.text(50)).orNull());
        }
        connection.commit();
    }

    void run(int transactions) throws SQLException {
        for (int i = 0; i < transactions; i++) {
            transaction();
        }
    }

    private void transaction() throws SQLException {
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            tables.get(random.nextInt(tables.size())).change();
        }
        if (random.nextInt(ONE_IN_TRUNCATES) == 0) {
            truncated.truncate();
            truncates++;
        }
        if (random.nextInt(ONE_IN_IS_ROLLED_BACK) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    int truncates() {
        return truncates;
    }

    List<ComparedTable> compared() {
        return tables.stream().map(table -> table.table().compared()).toList();
    }
}
