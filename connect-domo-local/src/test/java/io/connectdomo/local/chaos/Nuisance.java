package io.connectdomo.local.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that happens again and again, at times drawn from a seed, until it is stopped. */
final class Nuisance {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile RuntimeException failure;

    private Nuisance(String name, Random pauses, Duration shortest, Duration longest, Runnable act) {
        this.thread = new Thread(() -> run(pauses, shortest.toMillis(), longest.toMillis(), act), name);
        this.thread.setDaemon(true);
    }

    /** Begins with a pause. */
    static Nuisance start(String name, Random pauses, Duration shortest, Duration longest, Runnable act) {
        Nuisance nuisance = new Nuisance(name, pauses, shortest, longest, act);
        nuisance.thread.start();
        return nuisance;
    }

    private void run(Random pauses, long shortest, long longest, Runnable act) {
        try {
            while (!over.await(shortest + pauses.nextInt((int) (longest - shortest)), TimeUnit.MILLISECONDS)) {
                act.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** False when it has stopped by itself, because it failed. */
    boolean goesOn() {
        return failure == null;
    }

    /** Returns when it has happened for the last time; throws what made it stop before, since then nothing was tested. */
    void stop() throws InterruptedException {
        over.countDown();
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }
}
