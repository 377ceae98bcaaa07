package io.connectdomo.local.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another class's {@code main} and ends with the process that started it: the parent holds the other end of standard
 * input, and when that closes, because the parent asks or because it is gone, this process shuts down. Works the same on
 * every operating system, and when the parent was killed without a chance to clean up.
 *
 * <p>Stands alone: it is the only class of this project on Kafka's class path.
 */
public final class ChildMain {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private ChildMain() {}

    /** The first argument is the class to run, the others are its own. */
    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("stop-with-parent", ChildMain::stopWhenInputCloses);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void stopWhenInputCloses() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on this line: only its end counts.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end: the parent is gone.
            System.err.println("standard input: " + e.getMessage());
        }
        daemon("stop-hard", ChildMain::haltAfterGrace);
        System.exit(0);
    }

    /** A shutdown hook that hangs must not leave a process behind that nobody knows of. */
    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
