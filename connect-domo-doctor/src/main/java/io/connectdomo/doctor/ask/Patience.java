package io.connectdomo.doctor.ask;

import io.connectdomo.common.http.Sleeper;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits until something shows, for no longer than the user allows. */
public final class Patience {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Duration atMost;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    public Patience(Duration atMost) {
        this(atMost, System::nanoTime, Sleeper.THREAD);
    }

    Patience(Duration atMost, LongSupplier nanoTime, Sleeper sleeper) {
        this.atMost = atMost;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /** How long it waits for one thing. */
    public Duration atMost() {
        return atMost;
    }

    /** A point in time to measure from with {@link #since}. */
    public long now() {
        return nanoTime.getAsLong();
    }

    public Duration since(long then) {
        return Duration.ofNanos(nanoTime.getAsLong() - then);
    }

    /** Waits until {@code then} is {@code age} ago. */
    public void untilPast(long then, Duration age) throws InterruptedException {
        Duration left = age.minus(since(then));
        if (!left.isNegative() && !left.isZero()) {
            sleeper.sleep(left);
        }
    }

    /** Looks again and again, ever less often; empty where it did not show in time. */
    public <T> Optional<T> until(Supplier<Optional<T>> look) throws InterruptedException {
        long begun = now();
        Duration pause = SHORTEST;
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent() || since(begun).compareTo(atMost) >= 0) {
                return found;
            }
            sleeper.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }

    /** A duration for people. */
    public static String shown(Duration duration) {
        return duration.toMillis() < 1000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
