package io.connectdomo.local.chaos;

import io.connectdomo.local.Worker;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills one worker with SIGKILL, the next time starts it again, and so on; one is down at a time. */
final class Kills {
    private final List<Worker> workers;
    private final Random random;
    private Worker down;
    private final AtomicInteger count = new AtomicInteger();

    Kills(List<Worker> workers, Random random) {
        this.workers = workers;
        this.random = random;
    }

    synchronized void next() {
        if (down == null) {
            down = workers.get(random.nextInt(workers.size()));
            down.kill();
            count.incrementAndGet();
        } else {
            repair();
        }
    }

    /** Afterwards all workers run. */
    synchronized void repair() {
        if (down != null) {
            down.restart();
            down = null;
        }
    }

    /** Does not wait for a worker that is being started. */
    int count() {
        return count.get();
    }
}
