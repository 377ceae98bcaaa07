package io.connectdomo.sink.task;

/** Time that only goes forward, for due times and time-outs; replaced in tests. */
@FunctionalInterface
public interface Ticker {
    /** In milliseconds from an arbitrary origin. */
    long nowMs();

    static Ticker system() {
        return () -> System.nanoTime() / 1_000_000;
    }
}
