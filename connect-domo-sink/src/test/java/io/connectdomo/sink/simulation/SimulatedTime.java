package io.connectdomo.sink.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Time that passes only where everybody waits. Real threads, of which exactly one runs at any moment: it goes on until it {@link
 * #sleep sleeps} or ends, and hands over to whoever is due next. Of those that are due at once the seed chooses. So a whole task,
 * with all its threads, takes the same way each time.
 *
 * <p>No thread may hold a monitor while it sleeps here: the next one would wait for it for ever.
 */
public final class SimulatedTime implements AutoCloseable {
    private static final long SOME_DAY_MS = 1_700_000_000_000L;

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    /** Shared, because a simulation needs many for a short time. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "simulated");
        thread.setDaemon(true);
        return thread;
    });

    private RandomGenerator random;
    private long nowMs;
    private long number;
    private volatile boolean closed;

    /** Thrown on threads that wait when the simulation is over: nothing more of them runs. */
    private static final class Over extends Error {
        private static final long serialVersionUID = 1;
    }

    private record Due(long atMs, int tie, long number, Runnable handOver) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMs, other.atMs);
            int byTie = byTime != 0 ? byTime : Integer.compare(tie, other.tie);
            return byTie != 0 ? byTie : Long.compare(number, other.number);
        }
    }

    public SimulatedTime(RandomGenerator random) {
        this.random = random;
    }

    /** Decides from now on. */
    public void random(RandomGenerator other) {
        random = other;
    }

    /** Since the simulation began. */
    public long nowMs() {
        return nowMs;
    }

    public long epochMs() {
        return SOME_DAY_MS + nowMs;
    }

    /** The calling thread goes on in so many milliseconds, and whoever is due before goes first. */
    public void sleep(long ms) {
        if (closed) {
            throw new Over();
        }
        Semaphore turn = new Semaphore(0);
        add(ms, turn::release);
        handOver();
        turn.acquireUninterruptibly();
        if (closed) {
            throw new Over();
        }
    }

    /** On a thread of its own, in so many milliseconds. */
    public void start(long ms, Runnable body) {
        add(
                ms,
                () -> THREADS.execute(() -> {
                    if (closed) {
                        return;
                    }
                    try {
                        body.run();
                        handOver();
                    } catch (Over over) {
                        return;
                    } catch (RuntimeException | Error bug) {
                        handOver();
                        throw bug;
                    }
                }));
    }

    private void add(long ms, Runnable handOver) {
        due.add(new Due(nowMs + Math.max(0, ms), random.nextInt(), ++number, handOver));
    }

    private void handOver() {
        if (closed) {
            return;
        }
        Due next = due.remove();
        nowMs = Math.max(nowMs, next.atMs());
        next.handOver().run();
    }

    /** By the thread that runs: all others end where they wait. */
    @Override
    public void close() {
        closed = true;
        due.forEach(each -> each.handOver().run());
        due.clear();
    }
}
