package io.connectdomo.source.emulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Domo's clock; moves when told. Another year than the worker's, which must not matter. */
final class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2025-05-06T07:08:09Z");

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
