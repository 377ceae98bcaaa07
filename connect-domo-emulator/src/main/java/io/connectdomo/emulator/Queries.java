package io.connectdomo.emulator;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the queryable rows of a DataSet. Thread-safe. */
final class Queries {
    /** Rows of one query (observed-behaviour.md 8). */
    private static final int MAX_ROWS = 1_000_000;

    private static final Pattern FROM =
            Pattern.compile("\\b(from|join)\\s+(`[^`]+`|\"[^\"]+\"|[\\w-]+)", Pattern.CASE_INSENSITIVE);

    /** Columns, their SQL types and rows; NULL is null. */
    record Result(List<String> columns, List<String> types, List<List<Object>> rows) {

        List<Map<String, Object>> asMaps() {
            List<Map<String, Object>> maps = new ArrayList<>();
            for (List<Object> row : rows) {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    map.put(columns.get(i), row.get(i));
                }
                maps.add(Collections.unmodifiableMap(map));
            }
            return Collections.unmodifiableList(maps);
        }
    }

    private final Database database;

    Queries(Database database) {
        this.database = database;
    }

    /** Rows in the order in which they were indexed. */
    List<Map<String, Object>> rows(DataSet dataSet) {
        return run(dataSet, "SELECT * FROM %s ORDER BY _ROWID_", Integer.MAX_VALUE)
                .asMaps();
    }

    /** The newest rows, newest first. */
    Result newest(DataSet dataSet, int limit) {
        return run(dataSet, "SELECT * FROM %s ORDER BY _ROWID_ DESC LIMIT " + limit, limit);
    }

    long count(DataSet dataSet) {
        return (long) run(dataSet, "SELECT COUNT(*) FROM %s", 1).rows().get(0).get(0);
    }

    /** Rows of all of them together. */
    long count(List<DataSet> dataSets) {
        return dataSets.stream().mapToLong(this::count).sum();
    }

    /** A user's SELECT; the DataSet may be called by its id, its name or {@code table}. */
    Result select(DataSet dataSet, String sql) {
        if (!sql.strip().toLowerCase(Locale.ROOT).startsWith("select")) {
            throw DomoError.badRequest("Only SELECT can be executed");
        }
        Lock lock = dataSet.tableLock().readLock();
        lock.lock();
        try {
            return execute(withTable(sql, dataSet), MAX_ROWS);
        } catch (SQLException e) {
            throw new DomoError(400, "The SQL statement cannot be executed: " + firstLine(e), e);
        } finally {
            lock.unlock();
        }
    }

    private Result run(DataSet dataSet, String template, int maxRows) {
        Lock lock = dataSet.tableLock().readLock();
        lock.lock();
        try {
            return execute(String.format(Locale.ROOT, template, dataSet.table().name()), maxRows);
        } catch (SQLException e) {
            throw new IllegalStateException("DataSet " + dataSet.id() + " could not be read", e);
        } finally {
            lock.unlock();
        }
    }

    private Result execute(String sql, int maxRows) throws SQLException {
        try (Connection connection = database.reader();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(maxRows);
            try (ResultSet result = statement.executeQuery(sql)) {
                return read(result);
            }
        }
    }

    private static Result read(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
            types.add(meta.getColumnTypeName(i));
        }
        List<List<Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<Object> row = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                row.add(value(result, i));
            }
            rows.add(row);
        }
        return new Result(columns, types, rows);
    }

    private static Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof java.sql.Date) {
            return result.getObject(column, LocalDate.class);
        }
        return value instanceof java.sql.Timestamp ? result.getObject(column, LocalDateTime.class) : value;
    }

    private static String withTable(String sql, DataSet dataSet) {
        Matcher matcher = FROM.matcher(sql);
        return matcher.replaceAll(match -> {
            String name = match.group(2).replaceAll("^[`\"]|[`\"]$", "");
            boolean meant = name.equals(dataSet.id())
                    || name.equals(dataSet.name())
                    || name.toLowerCase(Locale.ROOT).equals("table");
            return Matcher.quoteReplacement(
                    meant ? match.group(1) + ' ' + dataSet.table().name() : match.group());
        });
    }

    private static String firstLine(SQLException e) {
        return e.getMessage().lines().findFirst().orElse("");
    }
}
