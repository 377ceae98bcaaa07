package io.connectdomo.local;

import io.connectdomo.local.child.ChildMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One JVM of the stack: started under {@link ChildMain}, its output in a file, stopped kindly or killed. */
final class ChildProcess implements AutoCloseable {
    private static final int TAIL_LINES = 40;
    private static final Duration STOP_TIME = Duration.ofSeconds(15);

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it and returns at once.
     *
     * @param name for messages and the name of the log file
     */
    static ChildProcess start(String name, JvmCommand command, Path directory) {
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // What the caller's own JVM was told (agents, say) is not for these.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /**
     * Waits until the condition holds.
     *
     * @throws StackException with the end of its log when it died or the time is up
     */
    void awaitReady(BooleanSupplier ready, Duration within) {
        boolean reached = Deadline.in(within).await(() -> !process.isAlive() || ready.getAsBoolean());
        if (!process.isAlive()) {
            throw new StackException(name + " ended with exit code " + process.exitValue() + explained());
        }
        if (!reached) {
            throw new StackException(name + " is not ready after " + within.toSeconds() + " s" + explained());
        }
    }

    private String explained() {
        return "; the end of " + log + ":\n" + tail();
    }

    /** The last lines of its log. */
    String tail() {
        try {
            List<String> lines = new ArrayList<>(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As the power failing: SIGKILL, no shutdown hook runs. Returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitExit(STOP_TIME);
    }

    /** Asks it to shut down, and kills it when it takes too long. */
    @Override
    public void close() {
        requestStop();
        if (!awaitExit(STOP_TIME)) {
            kill();
        }
    }

    /** Asks it to shut down and returns at once, so that several can do so at the same time. */
    void requestStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Then the pipe is broken already, which it sees as the same request.
            process.destroy();
        }
    }

    private boolean awaitExit(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return false;
        }
    }
}
