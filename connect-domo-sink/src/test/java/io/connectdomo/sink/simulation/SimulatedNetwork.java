package io.connectdomo.sink.simulation;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.SimulatedHttp;
import io.connectdomo.common.http.SimulatedHttp.Fate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The way to a Domo that is a few objects in memory: each request takes time, and up to a given moment some of them get lost. What is
 * found wrong, and the history that shows how it came about, are kept here. By the simulated thread that runs.
 */
public final class SimulatedNetwork {
    private static final List<Fate> TROUBLES = List.of(Fate.NOT_SENT, Fate.LOST, Fate.REPLY_LOST, Fate.LANDS_LATER);
    private static final int LONGEST_HISTORY = 70;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final SimulatedTime time;
    private final RandomGenerator random;
    private final Deque<String> history = new ArrayDeque<>();
    private final double troubles;
    private final long calmFromMs;
    private final long slowestMs;
    private String wrong;

    /**
     * @param troubles of all requests, 0 to 1, as long as there are any
     * @param calmFromMs from when on all arrive
     * @param slowestMs how long a request may be on its way, there or back
     */
    public SimulatedNetwork(
            SimulatedTime time, RandomGenerator random, double troubles, long calmFromMs, long slowestMs) {
        this.time = time;
        this.random = random;
        this.troubles = troubles;
        this.calmFromMs = calmFromMs;
        this.slowestMs = slowestMs;
    }

    public void note(String event) {
        if (history.size() == LONGEST_HISTORY) {
            history.poll();
        }
        history.add(String.format("%8d ms  %s", time.nowMs(), event));
    }

    /** The first counts. */
    public void wrong(String what) {
        note("WRONG: " + what);
        if (wrong == null) {
            wrong = what + "\n" + String.join("\n", history);
        }
    }

    /** With its history; null where nothing is. */
    public String whatIsWrong() {
        return wrong;
    }

    /** A request that changes nothing. */
    public <T> T read(SimulatedProcess process, Supplier<T> work) {
        return ask(process, "read", Long.MAX_VALUE, false, work);
    }

    /**
     * A request that changes something.
     *
     * @param deadlineMs by then, from now, it has landed, or never does
     * @throws DomoException as the request fares
     */
    public <T> T change(SimulatedProcess process, String what, long deadlineMs, Supplier<T> work) {
        return ask(process, what, deadlineMs, true, work);
    }

    private <T> T ask(SimulatedProcess process, String what, long deadlineMs, boolean change, Supplier<T> work) {
        if (process.dead()) {
            throw new SimulatedHttp.Dead();
        }
        Fate fate = fate();
        long there = Math.min(way(), deadlineMs / 2);
        if (fate == Fate.NOT_SENT) {
            rest(process, there);
            throw new DomoException.Retriable("not sent", new java.net.ConnectException("refused"), false, null);
        }
        if (fate == Fate.ARRIVES && random.nextInt(10) == 0 && isTroubled()) {
            rest(process, there);
            throw new DomoException.Retriable("limit", null, true, TOO_MANY, Duration.ofSeconds(1));
        }
        if (change && fate == Fate.LANDS_LATER) {
            long longest = Math.max(2, Math.min(deadlineMs, 20_000) - 1);
            time.start(random.nextLong(1, longest), () -> late(what, work));
            rest(process, random.nextLong(longest));
            note(what + ": connection lost");
            throw new DomoException.UnknownOutcome("lost, and lands later", null);
        }
        time.sleep(there);
        if (fate == Fate.LOST || fate == Fate.LANDS_LATER) {
            rest(process, way());
            if (change) {
                note(what + ": lost");
            }
            throw new DomoException.UnknownOutcome("lost", null);
        }
        T reply = work.get();
        if (change) {
            note(what + (reply == null ? "" : " -> " + reply) + (fate == Fate.REPLY_LOST ? ", reply lost" : ""));
        }
        rest(process, way());
        if (fate == Fate.REPLY_LOST) {
            throw random.nextBoolean()
                    ? new DomoException.UnknownOutcome("reply lost", null)
                    : new DomoException.Retriable("unavailable", null, true, UNAVAILABLE, null);
        }
        return reply;
    }

    private void late(String what, Supplier<?> work) {
        try {
            note(what + " lands late -> " + work.get());
        } catch (DomoException refused) {
            note(what + " lands late and is refused");
        }
    }

    private void rest(SimulatedProcess process, long ms) {
        time.sleep(ms);
        if (process.dead()) {
            throw new SimulatedHttp.Dead();
        }
    }

    private boolean isTroubled() {
        return troubles > 0 && time.nowMs() < calmFromMs;
    }

    private Fate fate() {
        if (!isTroubled() || random.nextDouble() >= troubles) {
            return Fate.ARRIVES;
        }
        return TROUBLES.get(random.nextInt(TROUBLES.size()));
    }

    private long way() {
        return random.nextInt(8) == 0 ? random.nextLong(slowestMs + 1) : random.nextLong(20);
    }
}
