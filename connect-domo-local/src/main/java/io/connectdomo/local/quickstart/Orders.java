package io.connectdomo.local.quickstart;

import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.Topics;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** The orders of a small shop, numbered from 1 without a gap. For one thread. */
final class Orders {
    static final String TOPIC = "orders";
    static final List<Column> COLUMNS = List.of(
            Column.of("order_id", "LONG"),
            Column.of("customer", "STRING"),
            Column.of("product", "STRING"),
            Column.of("quantity", "LONG"),
            Column.of("amount", "DECIMAL"),
            Column.of("ordered_at", "DATETIME"));

    private static final List<String> CUSTOMERS = List.of(
            "Ada, Countess of Lovelace", "Grace \"Amazing\" Hopper", "Alan Turing", "Katherine Johnson", "Zoë 🚀");
    private static final List<Product> PRODUCTS =
            List.of(new Product("Kettle", 3995), new Product("Teapot, blue", 2450), new Product("Cup", 690));

    private final Topics topics;
    private final Clock clock;
    private final Random random = new Random(42);
    private long last;

    Orders(Topics topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    private record Product(String name, int cents) {}

    /** Sends the next order; its number is its key's too. */
    void produceOne() {
        last++;
        topics.send(TOPIC, Long.toString(last), json(last));
    }

    /** Returns when the broker has them all. */
    void flush() {
        topics.flush();
    }

    /** How many were sent, which is the number of the last one too. */
    long produced() {
        return last;
    }

    private String json(long number) {
        Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
        int quantity = 1 + random.nextInt(5);
        int cents = quantity * product.cents();
        return "{\"order_id\":%d,\"customer\":%s,\"product\":%s,\"quantity\":%d,\"amount\":%d.%02d,\"ordered_at\":\"%s\"}"
                .formatted(
                        number,
                        quoted(CUSTOMERS.get(random.nextInt(CUSTOMERS.size()))),
                        quoted(product.name()),
                        quantity,
                        cents / 100,
                        cents % 100,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }
}
