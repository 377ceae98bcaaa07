package io.connectdomo.common.http;

import java.time.Duration;

/** Waits; tests inject one that only notes for how long. */
@FunctionalInterface
public interface Sleeper {
    Sleeper THREAD = duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);

    void sleep(Duration duration) throws InterruptedException;
}
