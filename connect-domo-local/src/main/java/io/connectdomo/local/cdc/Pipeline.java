package io.connectdomo.local.cdc;

import io.connectdomo.local.ConnectRest;
import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.Deadline;
import io.connectdomo.local.ExampleConfig;
import io.connectdomo.local.LocalStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * A database on its way to Domo: Debezium and the sink, each in a Connect cluster of its own, with the configurations of
 * {@code config/}. Waits have deadlines; what is not reached by then is an {@link IllegalStateException}.
 */
public final class Pipeline {
    public static final String SOURCE_CONFIG = "cdc-postgres-source.json";
    public static final String SINK_CONFIG = "cdc-postgres-sink.json";
    public static final String SOURCE = "shop-source";
    public static final String SINK = "shop-sink";

    /** How those files name the topic of a table. */
    private static final String TOPICS = "shop.public.";
    /** What they name the publication and the slot. */
    private static final String PUBLICATION = "domo";

    /** Prefix of messages in the log that are nobody's change. */
    private static final String MARKER = "connect-domo";

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final LocalStack stack;

    public Pipeline(LocalStack stack) {
        this.stack = stack;
    }

    /** The source's file, for this stack: one broker, and an idle database is heard of every second. */
    public ExampleConfig source() {
        return ExampleConfig.read(SOURCE_CONFIG)
                .at(stack.database().postgres(), stack)
                .with("heartbeat.interval.ms", "1000")
                .with("message.prefix.exclude.list", MARKER)
                .with("topic.creation.default.replication.factor", "1")
                .with("topic.creation.truncated.replication.factor", "1");
    }

    /** The sink's file, for this stack: one broker, new topics are found at once, and a first commit waits for seconds. */
    public ExampleConfig sink(Duration commitInterval) {
        return ExampleConfig.read(SINK_CONFIG)
                .at(stack.emulator(), stack)
                .with("commit.interval.ms", Long.toString(commitInterval.toMillis()))
                .with("commit.timeout.ms", "3000")
                .with("domo.retry.backoff.max.ms", "2000")
                .with("consumer.override.metadata.max.age.ms", "1000")
                .with("errors.deadletterqueue.topic.replication.factor", "1");
    }

    /** Creates the publication and both connectors, and returns when they run. */
    public void start(ExampleConfig source, ExampleConfig sink) {
        execute("CREATE PUBLICATION " + PUBLICATION + " FOR TABLES IN SCHEMA public");
        start(stack.database().connect(), SOURCE, source);
        start(stack.connect(), SINK, sink);
    }

    private static void start(ConnectRest connect, String name, ExampleConfig config) {
        connect.put(name, config.asMap());
        int tasks = Integer.parseInt(config.asMap().get("tasks.max"));
        await(name + " runs", STARTS_WITHIN, () -> {
            failIfItFailed(connect, name);
            return connect.status(name).map(status -> status.isRunning(tasks)).orElse(false);
        });
    }

    /** Returns when all that was committed in the database until now can be queried in Domo. */
    public void awaitCaughtUp(List<ComparedTable> tables, Duration within) {
        String now = query("SELECT pg_current_wal_lsn()");
        // Debezium confirms what it has read, not the end of the log: something must stand behind the last change.
        query("SELECT pg_logical_emit_message(true, '" + MARKER + "', '')");
        await("Debezium to have read all", within, () -> {
            failIfItFailed(stack.database().connect(), SOURCE);
            return isRead(now);
        });
        await("the sink to have committed all", within, () -> {
            failIfItFailed(stack.connect(), SINK);
            return isWritten();
        });
        await("all to be queryable", within, () -> tables.stream().allMatch(this::isIndexed));
    }

    private boolean isRead(String position) {
        return query("SELECT coalesce(bool_or(confirmed_flush_lsn >= '" + position
                        + "'), false) FROM pg_replication_slots WHERE slot_name = '" + PUBLICATION + "'")
                .equals("t");
    }

    private boolean isWritten() {
        Map<TopicPartition, Long> committed = stack.connect().sinkOffsets(SINK);
        return stack.topics().names().stream()
                .filter(topic -> topic.startsWith(TOPICS))
                .flatMap(topic -> stack.topics().ends(topic).entrySet().stream())
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private boolean isIndexed(ComparedTable table) {
        return stack.emulator().dataSetsNamed(table.name()).stream()
                .allMatch(stack.emulator().dataSets()::isIndexed);
    }

    /** Throws with the trace when one of the two connectors has failed. */
    public void failIfOneFailed() {
        failIfItFailed(stack.database().connect(), SOURCE);
        failIfItFailed(stack.connect(), SINK);
    }

    private static void failIfItFailed(ConnectRest connect, String name) {
        connect.status(name).filter(ConnectorStatus::hasFailed).ifPresent(status -> {
            throw new IllegalStateException("Connector " + name + " failed:\n" + status.traces());
        });
    }

    private static void await(String what, Duration within, BooleanSupplier condition) {
        if (!Deadline.in(within).await(condition)) {
            throw new IllegalStateException("Waited " + within.toSeconds() + " s in vain for " + what);
        }
    }

    private void execute(String sql) {
        try (Connection connection = stack.database().postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }

    private String query(String sql) {
        try (Connection connection = stack.database().postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
