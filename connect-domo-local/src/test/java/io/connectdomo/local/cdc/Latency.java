package io.connectdomo.local.cdc;

import io.connectdomo.local.DataSets;
import io.connectdomo.local.Deadline;
import io.connectdomo.local.LocalStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a row takes from the database's commit until it can be queried in the emulator, while nothing else happens.
 *
 * @param samples how many rows
 * @param p50 milliseconds
 * @param p99 milliseconds
 */
record Latency(int samples, long p50, long p99) {
    private static final String TABLE = "ticks";
    private static final Duration BETWEEN_ROWS = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(60);

    /** Into a table of its own, which a running pipeline must catch. */
    static Latency measure(LocalStack stack, int samples) throws SQLException {
        try (Connection connection = stack.database().postgres().connect();
                Statement create = connection.createStatement()) {
            create.execute("CREATE TABLE " + TABLE + " (id bigint PRIMARY KEY)");
            create.execute("INSERT INTO " + TABLE + " VALUES (0)");
            String dataSet = awaitDataSet(stack);
            return measure(connection, stack.emulator().dataSets(), dataSet, samples);
        }
    }

    private static String awaitDataSet(LocalStack stack) {
        boolean arrived = Deadline.in(ARRIVES_WITHIN)
                .await(() -> stack.emulator().dataSetsNamed(TABLE).stream()
                        .anyMatch(id -> stack.emulator().dataSets().count(id) == 1));
        if (!arrived) {
            throw new IllegalStateException("The first row did not arrive within " + ARRIVES_WITHIN);
        }
        return stack.emulator().dataSetsNamed(TABLE).get(0);
    }

    /** One thread that writes and looks in turn: a row that is seen shows that all before it are there. */
    private static Latency measure(Connection connection, DataSets dataSets, String dataSet, int samples)
            throws SQLException {
        long[] committed = new long[samples + 1];
        long[] taken = new long[samples];
        int written = 0;
        int seen = 0;
        long start = System.nanoTime();
        long giveUp =
                start + BETWEEN_ROWS.multipliedBy(samples).plus(ARRIVES_WITHIN).toNanos();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?)")) {
            while (seen < samples) {
                if (written < samples && System.nanoTime() - start >= BETWEEN_ROWS.toNanos() * written) {
                    insert.setLong(1, ++written);
                    insert.executeUpdate();
                    committed[written] = System.nanoTime();
                }
                int newest = newest(dataSets, dataSet);
                long now = System.nanoTime();
                while (seen < newest) {
                    seen++;
                    taken[seen - 1] = TimeUnit.NANOSECONDS.toMillis(now - committed[seen]);
                }
                if (now > giveUp) {
                    throw new IllegalStateException("Only " + seen + " of " + samples + " rows arrived");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        Arrays.sort(taken);
        return new Latency(samples, taken[samples / 2], taken[Math.min(samples - 1, samples * 99 / 100)]);
    }

    private static int newest(DataSets dataSets, String dataSet) {
        List<Map<String, String>> rows = dataSets.query(dataSet, "SELECT MAX(\"id\") AS newest FROM table");
        return Integer.parseInt(rows.get(0).values().iterator().next());
    }

    @Override
    public String toString() {
        return "p50 " + p50 + " ms, p99 " + p99 + " ms of " + samples + " rows";
    }
}
