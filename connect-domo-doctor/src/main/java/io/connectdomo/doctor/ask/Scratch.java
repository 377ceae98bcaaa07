package io.connectdomo.doctor.ask;

import io.connectdomo.common.http.DomoException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is made in the instance to ask it: named so that everyone sees whose it is, told while it is made, and deleted in the end, on
 * Ctrl-C too. Thread-safe: a shutdown hook deletes while the doctor still makes.
 */
public final class Scratch implements AutoCloseable {
    private static final String PREFIX = "connect-domo-doctor ";

    private final String name;
    private final PrintStream told;
    private final Deque<Made> made = new ArrayDeque<>();
    private final List<String> left = new ArrayList<>();
    private boolean closed;

    private record Made(String what, Step deletion) {}

    private interface Step {
        void take() throws InterruptedException;
    }

    /**
     * @param started part of all names
     * @param told where it is said what was made
     */
    public Scratch(Instant started, PrintStream told) {
        this.name = PREFIX + started.truncatedTo(ChronoUnit.SECONDS);
        this.told = told;
    }

    /** A name for one more thing. */
    public String name(String role) {
        return name + " " + role;
    }

    /** Makes something that {@link #close} deletes. */
    public synchronized <T> T make(String kind, String thingsName, Supplier<T> creation, Deletion<T> deletion) {
        requireOpen();
        told.println("  making the " + kind + " '" + thingsName + "'");
        try {
            T thing = creation.get();
            made.push(new Made(kind + " '" + thingsName + "' (" + thing + ")", () -> deletion.delete(thing)));
            return thing;
        } catch (DomoException.UnknownOutcome unknown) {
            left.add(kind + " '" + thingsName + "', if it was made at all: " + unknown.getMessage());
            throw unknown;
        }
    }

    /** Deletes something. */
    @FunctionalInterface
    public interface Deletion<T> {
        void delete(T thing) throws InterruptedException;
    }

    /** Deletes everything, the youngest first. What can't be deleted does not keep the rest. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!made.isEmpty()) {
            Made each = made.pop();
            try {
                each.deletion().take();
                told.println("  deleted the " + each.what());
            } catch (DomoException failure) {
                left.add(each.what() + ": " + failure.getMessage());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                left.add(each.what() + ": the doctor was stopped");
            }
        }
    }

    /** What is still there after {@link #close}, and why. */
    public synchronized List<String> left() {
        return List.copyOf(left);
    }

    private void requireOpen() {
        if (closed) {
            throw new NotAsked("the doctor was stopped");
        }
    }
}
