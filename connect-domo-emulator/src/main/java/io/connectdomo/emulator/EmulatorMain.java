package io.connectdomo.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Runs an emulator until it is killed; prints its address. */
public final class EmulatorMain {
    static final String USAGE = """
            Usage: EmulatorMain [options]
              --port N               0 (default) takes a free port
              --host H               address to bind, 127.0.0.1 unless told
              --token T              developer token that is accepted
              --port-file F          the port is written there once requests are taken
              --data-dir D           keep rows in files there, not in memory
              --index-delay-ms N     how long indexing takes, default 50
              --discard              read and count parts, neither parse nor keep them
              --no-count-lines       with --discard: do not count rows either
              --dialect POSITION     may be repeated, for example SECOND_COMMIT_OK
              --version-delay-ms N   of VERSION_LATE and VERSION_PROCESSING
              --session-lifetime-ms N  of SESSION_EXPIRES_...
              --search-delay-ms N    of SEARCH_LATE\
            """;

    private EmulatorOptions options = EmulatorOptions.defaults();
    private final List<Dialect> positions = new ArrayList<>();
    private Duration versionDelay;
    private Duration sessionLifetime;
    private Duration searchDelay;
    private Path portFile;

    private EmulatorMain() {}

    /** Starts it; ends with status 2 when the arguments are wrong. */
    public static void main(String[] args) throws IOException, InterruptedException {
        EmulatorMain main;
        try {
            main = parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        DomoEmulator emulator = main.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(emulator), "emulator-shutdown"));
        System.out.println(emulator.url());
        // The HTTP threads are daemons.
        new CountDownLatch(1).await();
    }

    static EmulatorMain parse(String[] args) {
        EmulatorMain main = new EmulatorMain();
        Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
        while (!left.isEmpty()) {
            main.accept(left.pop(), left);
        }
        return main;
    }

    private void accept(String option, Deque<String> left) {
        switch (option) {
            case "--discard" -> options = options.withDiscard(true);
            case "--no-count-lines" -> options = options.withCountLines(false);
            case "--port" -> options = options.withPort(Math.toIntExact(number(option, left)));
            case "--host" -> options = options.withHost(value(option, left));
            case "--token" -> options = options.withToken(value(option, left));
            case "--port-file" -> portFile = Path.of(value(option, left));
            case "--data-dir" -> options = options.withDataDir(Path.of(value(option, left)));
            case "--index-delay-ms" -> options = options.withIndexDelay(Duration.ofMillis(number(option, left)));
            case "--dialect" ->
                positions.add(Dialect.valueOf(value(option, left).toUpperCase(Locale.ROOT)));
            case "--version-delay-ms" -> versionDelay = Duration.ofMillis(number(option, left));
            case "--session-lifetime-ms" -> sessionLifetime = Duration.ofMillis(number(option, left));
            case "--search-delay-ms" -> searchDelay = Duration.ofMillis(number(option, left));
            default -> throw new IllegalArgumentException("Unknown option " + option);
        }
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.pop();
    }

    private static long number(String option, Deque<String> left) {
        String text = value(option, left);
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(option + " needs a whole number, was " + text);
        }
        return Long.parseLong(text);
    }

    DomoEmulator start() throws IOException {
        DomoEmulator emulator = DomoEmulator.start(options);
        positions.forEach(emulator.dialects()::speak);
        if (versionDelay != null) {
            emulator.dialects().versionDelay(versionDelay);
        }
        if (sessionLifetime != null) {
            emulator.dialects().sessionLifetime(sessionLifetime);
        }
        if (searchDelay != null) {
            emulator.dialects().searchDelay(searchDelay);
        }
        if (portFile != null) {
            writePort(emulator.url());
        }
        return emulator;
    }

    /** Whole or not at all: whoever waits for the file reads it at once. */
    private void writePort(String url) throws IOException {
        Path half = portFile.resolveSibling(portFile.getFileName() + ".tmp");
        Files.writeString(half, url.substring(url.lastIndexOf(':') + 1));
        Files.move(half, portFile, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void closeQuietly(DomoEmulator emulator) {
        try {
            emulator.close();
        } catch (IOException e) {
            System.err.println("The emulator's scratch directory could not be removed: " + e.getMessage());
        }
    }
}
