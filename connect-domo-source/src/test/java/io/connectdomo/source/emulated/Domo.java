package io.connectdomo.source.emulated;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An emulated instance with a clock that moves when told, and the configuration of a connector that reads it. */
final class Domo implements AutoCloseable {
    private final SettableClock clock = new SettableClock();
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
                "poll.interval.ms", "20",
                "heartbeat.interval.ms", "20",
                "domo.retry.backoff.ms", "5",
                "domo.retry.backoff.max.ms", "20"));
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
