package io.connectdomo.local.cdc;

import io.connectdomo.local.Deadline;
import io.connectdomo.local.ExampleConfig;
import io.connectdomo.local.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A table of NOT NULL columns whose changes are appended, beside the mirror of its rows. PostgreSQL logs only the key of a row that
 * is deleted (unless its REPLICA IDENTITY is FULL), and Debezium puts something in the place of what is NOT NULL.
 */
final class ChangeLog {
    private static final String TABLE = "ledger";
    private static final String DATA_SET = "ledger_log";
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(60);

    private ChangeLog() {}

    /** The sink of all tables, made one of this table's changes. */
    static ExampleConfig sink(ExampleConfig ofAll) {
        return ofAll.with("topics.regex", "shop\\.public\\." + TABLE)
                .with("tasks.max", "1")
                .with("write.mode", "append")
                .without("truncate.action")
                .without("topic.override.shop.public." + NastyTable.NAME + ".unrepresentable.value.action")
                .with("dataset.name", DATA_SET)
                .with("metadata.columns", "cdc_op");
    }

    /** Inserts and deletes a row; what the log says of it, in this order. */
    static List<Map<String, String>> ofOneRow(LocalStack stack) throws SQLException {
        try (Connection connection = stack.database().postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE
                    + " (id bigint PRIMARY KEY, name text NOT NULL, amount integer NOT NULL, booked date NOT NULL)");
            statement.execute("INSERT INTO " + TABLE + " VALUES (7, 'rent', -900, '2024-02-29')");
            statement.execute("DELETE FROM " + TABLE);
        }
        boolean arrived = Deadline.in(ARRIVES_WITHIN).await(() -> rows(stack).size() == 2);
        if (!arrived) {
            throw new IllegalStateException("Two changes did not arrive within " + ARRIVES_WITHIN);
        }
        return rows(stack);
    }

    private static List<Map<String, String>> rows(LocalStack stack) {
        List<String> ids = stack.emulator().dataSetsNamed(DATA_SET);
        return ids.isEmpty()
                ? List.of()
                : stack.emulator()
                        .dataSets()
                        .query(
                                ids.get(0),
                                "SELECT \"_cdc_op\", CAST(\"id\" AS VARCHAR) AS \"id\", \"name\", CAST(\"amount\" AS VARCHAR) AS"
                                        + " \"amount\", CAST(\"booked\" AS VARCHAR) AS \"booked\" FROM table ORDER BY \"_cdc_op\"");
    }
}
