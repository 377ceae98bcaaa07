package io.connectdomo.local;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Creates one connector from a file of {@code config/} over a worker's REST interface, waits until it runs, and ends: the
 * one-shot service of {@code docker-compose.yml}. Ends with status 1 when the connector fails or does not run in time.
 */
public final class RegisterMain {
    static final String USAGE = """
            Usage: RegisterMain WORKER NAME FILE [KEY=VALUE | -KEY ...]
              WORKER      address of a worker's REST interface, such as http://connect:8083
              NAME        the connector's name
              FILE        a file of config/, such as cdc-postgres-sink.json
              KEY=VALUE   a key that differs from the file's
              -KEY        a key of the file that is left out""";

    private static final Duration WORKER_WITHIN = Duration.ofMinutes(2);
    private static final Duration RUNS_WITHIN = Duration.ofMinutes(2);
    private static final int FIRST_CHANGE = 3;

    private RegisterMain() {}

    public static void main(String[] arguments) {
        if (arguments.length < FIRST_CHANGE) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        ConnectRest rest = new ConnectRest(URI.create(arguments[0]));
        ExampleConfig config =
                configured(arguments[2], Arrays.asList(arguments).subList(FIRST_CHANGE, arguments.length));
        System.exit(register(rest, arguments[1], config) ? 0 : 1);
    }

    /** The file's keys with the changes. */
    static ExampleConfig configured(String file, List<String> changes) {
        ExampleConfig config = ExampleConfig.read(file);
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals > 0) {
                config = config.with(change.substring(0, equals), change.substring(equals + 1));
            } else if (change.startsWith("-")) {
                config = config.without(change.substring(1));
            } else {
                throw new IllegalArgumentException("'" + change + "' is neither KEY=VALUE nor -KEY\n" + USAGE);
            }
        }
        return config;
    }

    /** True once the connector and a task of it run. */
    static boolean register(ConnectRest rest, String name, ExampleConfig config) {
        if (!Deadline.in(WORKER_WITHIN).await(rest::isReady)) {
            System.err.println("No worker answers at " + rest.address());
            return false;
        }
        rest.put(name, config.asMap());
        boolean settled = Deadline.in(RUNS_WITHIN)
                .await(() -> rest.status(name)
                        .map(status -> status.hasFailed() || status.hasStarted())
                        .orElse(false));
        ConnectorStatus status = rest.status(name).orElse(null);
        if (!settled || status == null || status.hasFailed()) {
            System.err.println(name + " does not run: " + (status == null ? "no status" : status.traces()));
            return false;
        }
        System.out.println(name + " runs, with " + status.tasks().size() + " task(s)");
        return true;
    }
}
