package io.connectdomo.local.quickstart;

import java.time.Duration;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param scene what is shown
 * @param produceFor how long something happens; empty: until Ctrl-C
 * @param perSecond at least one: orders, transactions of a database, or events of Domo's log
 */
record Options(Scene scene, Optional<Duration> produceFor, int perSecond) {
    /** What is shown. */
    enum Scene {
        /** A topic into a DataSet. */
        SINK,
        /** A database's tables into DataSets. */
        CDC,
        /** Domo's feeds into topics. */
        SOURCE,
        /** The doctor examines Domo; neither broker nor worker. */
        DOCTOR
    }

    static final String USAGE = """
            Usage: ./quickstart [--cdc | --source | --doctor] [--seconds N] [--rate N]
              --cdc         a PostgreSQL database streams into Domo, by Debezium; without: orders of a topic
              --source      the other way: Domo's activity log, runs of streams and reports stream into topics
              --doctor      ask Domo, here the stand-in, what its pages leave open, and say what to set in a connector
              --seconds N   work for N seconds, wait until all arrived, and check that everything is there exactly once
              --rate N      orders, with --cdc transactions, with --source events of the log, per second (20)
            """;
    private static final int DEFAULT_RATE = 20;

    /** @throws IllegalArgumentException in words for the person at the keyboard */
    static Options parse(String[] arguments) {
        Optional<Duration> produceFor = Optional.empty();
        Scene scene = Scene.SINK;
        int rate = DEFAULT_RATE;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--cdc" -> scene = Scene.CDC;
                case "--source" -> scene = Scene.SOURCE;
                case "--doctor" -> scene = Scene.DOCTOR;
                case "--seconds" -> produceFor = Optional.of(Duration.ofSeconds(positive(arguments, i++)));
                case "--rate" -> rate = positive(arguments, i++);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
            }
        }
        return new Options(scene, produceFor, rate);
    }

    private static int positive(String[] arguments, int option) {
        String value = option + 1 < arguments.length ? arguments[option + 1] : "";
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(arguments[option] + " needs a number from 1 to 999999");
        }
        return Integer.parseInt(value);
    }
}
