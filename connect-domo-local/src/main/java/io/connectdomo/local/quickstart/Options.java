package io.connectdomo.local.quickstart;

import java.time.Duration;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param cdc whether a database is shown in place of a topic
 * @param produceFor how long orders are produced; empty: until Ctrl-C
 * @param ordersPerSecond at least one; with a database, transactions
 */
record Options(boolean cdc, Optional<Duration> produceFor, int ordersPerSecond) {
    static final String USAGE = """
            Usage: ./quickstart [--cdc] [--seconds N] [--rate N]
              --cdc         a PostgreSQL database streams into Domo, by Debezium; without: orders of a topic
              --seconds N   work for N seconds, wait until all arrived, and check that each row is there exactly once
              --rate N      orders, with --cdc transactions, per second (20)
            """;
    private static final int DEFAULT_RATE = 20;

    /** @throws IllegalArgumentException in words for the person at the keyboard */
    static Options parse(String[] arguments) {
        Optional<Duration> produceFor = Optional.empty();
        boolean cdc = false;
        int rate = DEFAULT_RATE;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--cdc" -> cdc = true;
                case "--seconds" -> produceFor = Optional.of(Duration.ofSeconds(positive(arguments, i++)));
                case "--rate" -> rate = positive(arguments, i++);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
            }
        }
        return new Options(cdc, produceFor, rate);
    }

    private static int positive(String[] arguments, int option) {
        String value = option + 1 < arguments.length ? arguments[option + 1] : "";
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(arguments[option] + " needs a number from 1 to 999999");
        }
        return Integer.parseInt(value);
    }
}
