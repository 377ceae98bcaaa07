package io.connectdomo.source.emulated;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An emulated instance with a clock that moves when told, and the configuration of a connector that reads it. */
final class Domo implements AutoCloseable {
    /** Another year than the worker's, which must not matter. */
    private final SettableClock clock = SettableClock.at("2025-05-06T07:08:09Z");

    private final DomoEmulator emulator;

    Domo() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
    }

    DomoEmulator emulator() {
        return emulator;
    }

    Instant now() {
        return clock.instant();
    }

    Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    /** How many requests came so far. */
    int requests() {
        return emulator.requests().size();
    }

    /** Short waits, so that a test takes no time; heartbeats end the task's own wait for something to write. */
    Map<String, String> config(String feed, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "emulated",
                "domo.url", emulator.url(),
                "domo.developer.token", emulator.token(),
                "feeds", feed,
                "poll.interval.ms", "5",
                "heartbeat.interval.ms", "5",
                "domo.retry.backoff.ms", "2",
                "domo.retry.backoff.max.ms", "5"));
        config.putAll(more);
        return config;
    }

    @Override
    public void close() {
        try {
            emulator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
