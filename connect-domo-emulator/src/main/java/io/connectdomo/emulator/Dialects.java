package io.connectdomo.emulator;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The dialect that is spoken now. Thread-safe; a change holds from the next request on. */
public final class Dialects {
    private final Map<Dialect.Switch, Dialect> positions = new EnumMap<>(Dialect.Switch.class);
    private final Map<Long, Map<Dialect.Switch, Dialect>> ofStreams = new HashMap<>();
    private Duration versionDelay = Duration.ofSeconds(1);
    private Duration sessionLifetime = Duration.ofMinutes(5);
    private Duration searchDelay = Duration.ofSeconds(1);

    Dialects() {
        reset();
    }

    /** Turns the position's switch to it. */
    public synchronized Dialects speak(Dialect position) {
        positions.put(position.ofSwitch(), position);
        return this;
    }

    /** Whether this position is the one that holds. */
    public synchronized boolean speaks(Dialect position) {
        return positions.get(position.ofSwitch()) == position;
    }

    /** As {@link #speak(Dialect)}, for the executions of one stream. */
    public synchronized Dialects speak(long stream, Dialect position) {
        ofStreams
                .computeIfAbsent(stream, id -> new EnumMap<>(Dialect.Switch.class))
                .put(position.ofSwitch(), position);
        return this;
    }

    /** As {@link #speaks(Dialect)}; a stream without a position of its own has that of all. */
    public synchronized boolean speaks(long stream, Dialect position) {
        Dialect own = ofStreams.getOrDefault(stream, Map.of()).get(position.ofSwitch());
        return own == null ? speaks(position) : own == position;
    }

    /** All switches, each with the position that holds. */
    public synchronized Map<Dialect.Switch, Dialect> positions() {
        return Map.copyOf(positions);
    }

    /** How late a version shows under {@link Dialect#VERSION_LATE} and {@link Dialect#VERSION_PROCESSING}. */
    public synchronized Duration versionDelay() {
        return versionDelay;
    }

    /** Sets {@link #versionDelay()}; one second unless set. */
    public synchronized Dialects versionDelay(Duration delay) {
        this.versionDelay = Objects.requireNonNull(delay, "delay");
        return this;
    }

    /** How long an upload lives under the {@code SESSION_EXPIRES_…} positions, counted from stage 1. */
    public synchronized Duration sessionLifetime() {
        return sessionLifetime;
    }

    /** Sets {@link #sessionLifetime()}; five minutes unless set. */
    public synchronized Dialects sessionLifetime(Duration lifetime) {
        this.sessionLifetime = Objects.requireNonNull(lifetime, "lifetime");
        return this;
    }

    /** How late the search index is under {@link Dialect#SEARCH_LATE}. */
    public synchronized Duration searchDelay() {
        return searchDelay;
    }

    /** Sets {@link #searchDelay()}; one second unless set. */
    public synchronized Dialects searchDelay(Duration delay) {
        this.searchDelay = Objects.requireNonNull(delay, "delay");
        return this;
    }

    /** Every switch back to its default; the durations stay. */
    public synchronized void reset() {
        ofStreams.clear();
        for (Dialect.Switch each : Dialect.Switch.values()) {
            positions.put(each, each.positions().get(0));
        }
    }
}
