package io.connectdomo.local.quickstart;

import java.time.Duration;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param produceFor how long orders are produced; empty: until Ctrl-C
 * @param ordersPerSecond at least one
 */
record Options(Optional<Duration> produceFor, int ordersPerSecond) {
    static final String USAGE = """
            Usage: ./quickstart [--seconds N] [--rate N]
              --seconds N   produce for N seconds, wait until all rows arrived, and check that each is there exactly once
              --rate N      orders per second (20)
            """;
    private static final int DEFAULT_RATE = 20;

    /** @throws IllegalArgumentException in words for the person at the keyboard */
    static Options parse(String[] arguments) {
        Optional<Duration> produceFor = Optional.empty();
        int rate = DEFAULT_RATE;
        for (int i = 0; i < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seconds" -> produceFor = Optional.of(Duration.ofSeconds(positive(arguments, i)));
                case "--rate" -> rate = positive(arguments, i);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
            }
        }
        return new Options(produceFor, rate);
    }

    private static int positive(String[] arguments, int option) {
        String value = option + 1 < arguments.length ? arguments[option + 1] : "";
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(arguments[option] + " needs a number from 1 to 999999");
        }
        return Integer.parseInt(value);
    }
}
