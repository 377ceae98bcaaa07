package io.connectdomo.local.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random changes of one table on one connection. Remembers which keys are probably there, so that most statements hit a row;
 * what is in the table is the database's to say. For one thread.
 */
final class TableChanges {
    private static final int MANY_ROWS = 3_000;

    private final Connection connection;
    private final Random random;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<List<String>> live = new ArrayList<>();
    private final List<List<String>> dead = new ArrayList<>();
    private SourceTable table;

    TableChanges(Connection connection, SourceTable table, Random random) {
        this.connection = connection;
        this.table = table;
        this.random = random;
    }

    SourceTable table() {
        return table;
    }

    void addColumn(Column column) throws SQLException {
        execute(table.addColumn(column), List.of());
        table = table.with(column);
    }

    /** Insert, update, delete or update of a key. */
    void change() throws SQLException {
        int die = random.nextInt(100);
        if (live.isEmpty() || (die < 35 && live.size() < MANY_ROWS)) {
            insert();
        } else if (die < 75) {
            update();
        } else if (die < 85) {
            updateKey();
        } else {
            delete();
        }
    }

    /** A new row, sometimes with the key of one that was deleted. */
    void insert() throws SQLException {
        List<String> key =
                !dead.isEmpty() && random.nextInt(4) == 0 ? take(dead) : SourceTable.randomValues(table.keys(), random);
        execute(table.insert(), both(key, SourceTable.randomValues(table.others(), random)));
        live.add(key);
    }

    private void update() throws SQLException {
        Column column = table.others().get(random.nextInt(table.others().size()));
        List<String> values = new ArrayList<>();
        values.add(column.values().apply(random));
        execute(table.update(column), both(values, live.get(random.nextInt(live.size()))));
    }

    private void updateKey() throws SQLException {
        List<String> old = take(live);
        List<String> changed = SourceTable.randomValues(table.keys(), random);
        execute(table.updateKey(), both(both(changed, old), changed));
        live.add(changed);
        dead.add(old);
    }

    private void delete() throws SQLException {
        List<String> key = take(live);
        execute(table.delete(), key);
        if (dead.size() < MANY_ROWS) {
            dead.add(key);
        }
    }

    void truncate() throws SQLException {
        execute(table.truncate(), List.of());
        live.clear();
    }

    private List<String> take(List<List<String>> keys) {
        int at = random.nextInt(keys.size());
        List<String> key = keys.get(at);
        keys.set(at, keys.get(keys.size() - 1));
        keys.remove(keys.size() - 1);
        return key;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private void execute(String sql, List<String> values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        statement.executeUpdate();
    }
}
