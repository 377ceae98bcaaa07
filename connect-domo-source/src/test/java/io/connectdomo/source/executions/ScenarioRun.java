package io.connectdomo.source.executions;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.ServerClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A worker that runs the reader on a simulated stream, is killed now and then, and goes on from a stored offset. */
final class ScenarioRun {
    private static final int MOST_STEPS = 500_000;

    private final ExecutionSettings settings;
    private final SimulatedStream stream;
    private final Random random;
    private double killRate;
    private final boolean exactlyOnce;
    private final List<Emission> topic = new ArrayList<>();
    private final List<Emission> uncommitted = new ArrayList<>();
    private Optional<ExecutionOffset> stored = Optional.empty();
    private ExecutionReader reader;

    ScenarioRun(
            ExecutionSettings settings, SimulatedStream stream, Random random, double killRate, boolean exactlyOnce) {
        this.settings = settings;
        this.stream = stream;
        this.random = random;
        this.killRate = killRate;
        this.exactlyOnce = exactlyOnce;
        restart();
    }

    /** What {@code read_committed} sees. */
    List<Emission> topic() {
        return topic;
    }

    ExecutionReader reader() {
        return reader;
    }

    ScenarioRun until(long end) {
        for (int steps = 0; stream.now() < end; steps++) {
            if (steps > MOST_STEPS) {
                throw new AssertionError("It does not come to an end at " + reader.offset());
            }
            step();
        }
        return this;
    }

    /** Undisturbed from now on: until it has rested a few times, at intervals as they come. */
    ScenarioRun drained() {
        killRate = 0;
        for (int rests = 0; rests < 5; ) {
            rests += step() ? 0 : 1;
        }
        commit();
        return this;
    }

    /** Whether there was something to do. */
    private boolean step() {
        List<Emission> batch = reader.next();
        uncommitted.addAll(batch);
        if (!batch.isEmpty() && random.nextDouble() < killRate) {
            kill();
            return true;
        }
        if (random.nextInt(4) == 0) {
            commit();
        }
        Optional<ExecutionRequest> request = reader.request();
        if (request.isPresent()) {
            ask(request.get());
            return true;
        }
        long pause = reader.dueInMs();
        stream.pass(pause);
        return pause == 0;
    }

    void restartAt(ExecutionOffset offset) {
        stored = Optional.of(offset);
        restart();
    }

    /** The records up to a random one were stored with their offsets; the others were written in vain, or twice. */
    private void kill() {
        int kept = random.nextInt(uncommitted.size() + 1);
        topic.addAll(exactlyOnce ? uncommitted.subList(0, kept) : uncommitted);
        if (kept > 0) {
            stored = Optional.of(uncommitted.get(kept - 1).offset());
        }
        uncommitted.clear();
        stream.pass(random.nextInt(10) == 0 ? random.nextInt(2_000_000) : random.nextInt(5_000));
        restart();
    }

    private void commit() {
        if (!uncommitted.isEmpty()) {
            topic.addAll(uncommitted);
            stored = Optional.of(uncommitted.get(uncommitted.size() - 1).offset());
            uncommitted.clear();
        }
    }

    private void restart() {
        Optional<ExecutionOffset> resumed =
                stored.map(offset -> ExecutionOffset.of(new OffsetFields(Map.of("feed", "test"), offset.toMap())));
        Clock wrong = Clock.fixed(Instant.ofEpochMilli(stream.now() + 3_600_000), ZoneOffset.UTC);
        reader = new ExecutionReader(settings, new ServerClock(stream::now, wrong), resumed);
    }

    private void ask(ExecutionRequest request) {
        try {
            reader.accept(stream.ask(request));
        } catch (DomoException outage) {
            stream.pass(random.nextInt(10_000));
        }
    }
}
