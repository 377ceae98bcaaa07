package io.connectdomo.common.testing;

import io.connectdomo.common.http.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A clock that stands still until someone sleeps. */
public final class FakeTime implements LongSupplier, Sleeper {
    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1_000; // System.nanoTime() may overflow, too

    @Override
    public long getAsLong() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        advance(duration);
    }

    public void advance(Duration duration) {
        nanos += duration.toNanos();
    }

    public List<Duration> sleeps() {
        return sleeps;
    }
}
