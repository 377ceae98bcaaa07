package io.connectdomo.local.quickstart;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The shop of {@code ./quickstart --cdc} on a database of somebody else's, until it is killed: the workload of
 * {@code docker-compose.yml}.
 */
public final class ShopMain {
    static final String USAGE = """
            Usage: ShopMain JDBC_URL [TRANSACTIONS_PER_SECOND]
              JDBC_URL   of an empty PostgreSQL database, with user and password, such as
                         jdbc:postgresql://localhost:5432/shop?user=postgres&password=...""";

    private static final Duration LINE_EVERY = Duration.ofSeconds(10);
    private static final Duration NEW_COLUMN_AFTER = Duration.ofSeconds(30);
    private static final long TICK_NANOS = Duration.ofMillis(20).toNanos();
    private static final int PER_SECOND = 20;

    private ShopMain() {}

    public static void main(String[] arguments) throws SQLException {
        if (arguments.length < 1) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PER_SECOND;
        Connection connection = DriverManager.getConnection(arguments[0]);
        try (Shop shop = Shop.open(connection)) {
            System.out.println("The shop is open: " + perSecond + " transactions a second");
            work(shop, perSecond);
        }
    }

    private static void work(Shop shop, int perSecond) {
        long start = System.nanoTime();
        long lineAt = LINE_EVERY.toNanos();
        boolean grown = false;
        while (!Thread.currentThread().isInterrupted()) {
            long elapsed = System.nanoTime() - start;
            long due = elapsed / 1_000_000 * perSecond / 1000;
            while (shop.transactions() < due) {
                shop.work();
            }
            if (!grown && elapsed >= NEW_COLUMN_AFTER.toNanos()) {
                shop.addGiftNotes();
                grown = true;
                System.out.println("ALTER TABLE orders ADD COLUMN gift_note text");
            }
            if (elapsed >= lineAt) {
                lineAt += LINE_EVERY.toNanos();
                System.out.println(shop.transactions() + " transactions");
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }
}
