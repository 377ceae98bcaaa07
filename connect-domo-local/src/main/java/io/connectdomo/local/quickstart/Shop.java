package io.connectdomo.local.quickstart;

import io.connectdomo.local.Postgres;
import io.connectdomo.local.cdc.CellKind;
import io.connectdomo.local.cdc.ComparedColumn;
import io.connectdomo.local.cdc.ComparedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/**
 * A small shop that works on its database: orders come, are paid and packed, some are cancelled. Columns that have a default are
 * NULL now and then, which is not the default. For one thread.
 */
final class Shop implements AutoCloseable {
    static final List<ComparedTable> TABLES = List.of(
            new ComparedTable(
                    "customers",
                    List.of(ComparedColumn.number("customer_id")),
                    List.of(
                            ComparedColumn.text("name"),
                            ComparedColumn.text("newsletter"),
                            ComparedColumn.dateTime("since"))),
            new ComparedTable(
                    "orders",
                    List.of(ComparedColumn.number("order_id")),
                    List.of(
                            ComparedColumn.number("customer_id"),
                            ComparedColumn.text("status"),
                            ComparedColumn.text("ordered_on"),
                            ComparedColumn.text("courier"),
                            ComparedColumn.number("discount"),
                            ComparedColumn.dateTime("changed_at"))),
            new ComparedTable(
                    "order_items",
                    List.of(ComparedColumn.number("order_id"), ComparedColumn.number("line")),
                    List.of(
                            ComparedColumn.text("product"),
                            ComparedColumn.number("quantity"),
                            ComparedColumn.number("price"))),
            new ComparedTable(
                    "stock",
                    List.of(ComparedColumn.text("warehouse"), ComparedColumn.text("product")),
                    List.of(
                            ComparedColumn.number("pieces"),
                            new ComparedColumn("shelf", "shelf::text", CellKind.JSON))));

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE customers (customer_id bigint PRIMARY KEY, name text NOT NULL,"
                    + " newsletter boolean DEFAULT false, since timestamp DEFAULT now())",
            "CREATE TABLE orders (order_id bigint PRIMARY KEY, customer_id bigint NOT NULL, status varchar(20) NOT NULL,"
                    + " ordered_on date NOT NULL, courier text DEFAULT 'post', discount integer DEFAULT 5,"
                    + " changed_at timestamptz NOT NULL)",
            "CREATE TABLE order_items (order_id bigint, line smallint, product text NOT NULL, quantity integer NOT NULL,"
                    + " price numeric(10,2) NOT NULL, PRIMARY KEY (order_id, line))",
            "CREATE TABLE stock (warehouse varchar(20), product text, pieces integer NOT NULL, shelf jsonb,"
                    + " PRIMARY KEY (warehouse, product))",
            "INSERT INTO customers VALUES (1, 'Ada, Countess of Lovelace', true, '1815-12-10 00:00:00'),"
                    + " (2, 'Grace \"Amazing\" Hopper', false, now()), (3, 'Alan Turing', NULL, now()),"
                    + " (4, 'Katherine Johnson', true, NULL), (5, 'Zoë 🚀', true, now())",
            "INSERT INTO stock SELECT w, p, 1000, '{\"aisle\": 7, \"bin\": \"b\"}' FROM unnest(ARRAY['north', 'south']) w,"
                    + " unnest(ARRAY['Kettle', 'Teapot, blue', 'Cup']) p");

    private static final String[] PRODUCTS = {"Kettle", "Teapot, blue", "Cup"};
    private static final String[] PRICES = {"39.95", "24.50", "6.90"};
    private static final String[] STATES = {"paid", "packed", "shipped"};
    private static final int CUSTOMERS = 5;

    private final Connection connection;
    private final Random random = new Random(42);
    private long orders;
    private long transactions;

    private Shop(Connection connection) {
        this.connection = connection;
    }

    /** What must be compared; the columns that were there from the beginning, and perhaps the one that was added. */
    static List<ComparedTable> tables(boolean withGiftNotes) {
        return TABLES.stream()
                .map(table -> withGiftNotes && table.name().equals("orders")
                        ? table.with(ComparedColumn.text("gift_note"))
                        : table)
                .toList();
    }

    /** With its tables, its customers and a stock of everything. */
    static Shop open(Postgres postgres) {
        return open(postgres.connect());
    }

    /**
     * The same on an empty database.
     *
     * @param connection of a user who may create tables; closed with the shop
     */
    static Shop open(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
            connection.setAutoCommit(false);
            return new Shop(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The shop's tables could not be created: " + e.getMessage(), e);
        }
    }

    /** One transaction: a new order, a change of one, or one that is cancelled and gone. */
    void work() {
        try {
            int die = random.nextInt(10);
            if (orders == 0 || die < 5) {
                order();
            } else if (die < 8) {
                change();
            } else {
                cancel();
            }
            connection.commit();
            transactions++;
        } catch (SQLException e) {
            throw new IllegalStateException("The shop's database refused: " + e.getMessage(), e);
        }
    }

    /** The shop changes its tables while everything runs: orders get one more column. */
    void addGiftNotes() {
        try {
            update("ALTER TABLE orders ADD COLUMN gift_note text");
            update("UPDATE orders SET gift_note = 'With love, \"Z\"' WHERE order_id = ?", orders);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The column could not be added: " + e.getMessage(), e);
        }
    }

    private void order() throws SQLException {
        orders++;
        update(
                "INSERT INTO orders (order_id, customer_id, status, ordered_on, courier, discount, changed_at)"
                        + " VALUES (?, ?, 'new', current_date, ?, ?, clock_timestamp())",
                orders,
                1 + random.nextInt(CUSTOMERS),
                random.nextBoolean() ? "post" : null,
                random.nextBoolean() ? 10 : null);
        int lines = 1 + random.nextInt(3);
        for (int line = 1; line <= lines; line++) {
            int product = random.nextInt(PRODUCTS.length);
            int quantity = 1 + random.nextInt(5);
            update(
                    "INSERT INTO order_items VALUES (?, ?, ?, ?, ?::numeric)",
                    orders,
                    line,
                    PRODUCTS[product],
                    quantity,
                    PRICES[product]);
            update(
                    "UPDATE stock SET pieces = pieces - ? WHERE warehouse = ? AND product = ?",
                    quantity,
                    random.nextBoolean() ? "north" : "south",
                    PRODUCTS[product]);
        }
    }

    private void change() throws SQLException {
        update(
                "UPDATE orders SET status = ?, courier = nullif(courier, ?), changed_at = clock_timestamp() WHERE order_id = ?",
                STATES[random.nextInt(STATES.length)],
                random.nextBoolean() ? "post" : "nobody",
                anyOrder());
    }

    private void cancel() throws SQLException {
        long order = anyOrder();
        update("DELETE FROM order_items WHERE order_id = ?", order);
        update("DELETE FROM orders WHERE order_id = ?", order);
    }

    private long anyOrder() {
        return 1L + random.nextInt(Math.toIntExact(orders));
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    long transactions() {
        return transactions;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection to the shop's database could not be closed", e);
        }
    }
}
