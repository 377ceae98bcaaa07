package io.connectdomo.sink.simulation;

import io.connectdomo.common.http.SimulatedHttp.Fate;
import io.connectdomo.common.http.SimulatedHttp.Way;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.Waiting;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The simulated time of one test, and what lives in it: the emulator and workers' processes. The thread that makes it is the one
 * that runs first. {@code -Dseed=} has its threads take turns another way.
 */
public final class Simulation implements AutoCloseable {
    private static final long SEED = Long.getLong("seed", 1);
    private static final long LOOK_MS = 5;
    /** Each request that waits there holds one. */
    private static final int EMULATOR_THREADS = 12;

    private final long seed;
    private final SplittableRandom random;
    private final SimulatedTime time;

    public Simulation() {
        this(SEED);
    }

    /** @param seed in whose order threads take turns that are due at once */
    public Simulation(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.time = new SimulatedTime(random);
    }

    public SimulatedTime time() {
        return time;
    }

    /** A process whose requests all arrive. */
    public SimulatedProcess process() {
        return process((method, path) -> new Way(0, random.nextInt(2), Fate.ARRIVES));
    }

    /** A process whose requests (method, path) fare as {@code network} says. */
    public SimulatedProcess process(BiFunction<String, String, Way> network) {
        return new SimulatedProcess(time, random, network);
    }

    /** The emulator in this time. */
    public EmulatorOptions emulator(EmulatorOptions options) {
        return options.withThreads(EMULATOR_THREADS)
                .withClock(SimulatedProcess.clock(time))
                .withWaiting(new Waiting() {
                    @Override
                    public void sleep(Duration duration) {
                        time.sleep(duration.toMillis());
                    }

                    @Override
                    public void later(Duration delay, Runnable work, ScheduledExecutorService thread) {
                        time.start(delay.toMillis(), () -> await(thread.submit(work)));
                    }
                });
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Lets time pass until it holds.
     *
     * @throws AssertionError with {@code what}, where it does not within {@code atMost}
     */
    public void until(String what, Duration atMost, BooleanSupplier holds) {
        long end = time.nowMs() + atMost.toMillis();
        while (!holds.getAsBoolean()) {
            if (time.nowMs() >= end) {
                throw new AssertionError("Not within " + atMost + ", seed " + seed + ": " + what);
            }
            time.sleep(LOOK_MS);
        }
    }

    /** Lets time pass until this throws nothing more. */
    public void eventually(Duration atMost, Check holds) {
        long end = time.nowMs() + atMost.toMillis();
        while (true) {
            try {
                holds.run();
                return;
            } catch (Throwable notYet) {
                if (time.nowMs() >= end) {
                    throw notYet instanceof AssertionError failed ? failed : new AssertionError(notYet);
                }
            }
            time.sleep(LOOK_MS);
        }
    }

    /** Asserts something. */
    @FunctionalInterface
    public interface Check {
        void run() throws Throwable;
    }

    @Override
    public void close() {
        time.close();
    }
}
