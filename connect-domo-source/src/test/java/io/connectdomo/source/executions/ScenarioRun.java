package io.connectdomo.source.executions;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.SimulatedTopic;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A worker that runs the reader on a simulated stream, is killed now and then, and goes on from a stored offset. */
final class ScenarioRun {
    private static final int MOST_STEPS = 100_000;

    private final ExecutionSettings settings;
    private final SimulatedStream stream;
    private final Random random;
    private double killRate;
    private final SimulatedTopic<Emission, ExecutionOffset> topic;
    private ExecutionReader reader;
    private FallbackHistory history;

    ScenarioRun(
            ExecutionSettings settings, SimulatedStream stream, Random random, double killRate, boolean exactlyOnce) {
        this.settings = settings;
        this.stream = stream;
        this.random = random;
        this.killRate = killRate;
        this.topic = new SimulatedTopic<>(Emission::offset, exactlyOnce, random);
        restart();
    }

    /** What {@code read_committed} sees. */
    List<Emission> topic() {
        return topic.committed();
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
        int steps = 0;
        for (int rests = 0; rests < 5; rests += step() ? 0 : 1) {
            if (++steps > MOST_STEPS) {
                throw new AssertionError("It does not come to rest at " + reader.offset());
            }
        }
        topic.commit();
        return this;
    }

    /** Whether there was something to do. */
    private boolean step() {
        List<Emission> batch = reader.next();
        topic.write(batch);
        if (!batch.isEmpty() && random.nextDouble() < killRate) {
            kill();
            return true;
        }
        if (random.nextInt(4) == 0) {
            topic.commit();
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

    void restart() {
        Optional<ExecutionOffset> resumed = topic.stored()
                .map(offset -> ExecutionOffset.of(new OffsetFields(Map.of("feed", "test"), offset.toMap())));
        Clock wrong = Clock.fixed(Instant.ofEpochMilli(stream.now() + 3_600_000), ZoneOffset.UTC);
        reader = new ExecutionReader("stream 371", settings, new ServerClock(stream::now, wrong), resumed);
        history = new FallbackHistory(stream, 371, stream::now);
    }

    void restartAt(ExecutionOffset offset) {
        topic.store(offset);
        restart();
    }

    private void kill() {
        topic.kill();
        stream.pass(random.nextInt(10) == 0 ? random.nextInt(2_000_000) : random.nextInt(5_000));
        restart();
    }

    private void ask(ExecutionRequest request) {
        try {
            reader.accept(history.ask(request));
        } catch (DomoException outage) {
            stream.pass(random.nextInt(10_000));
        }
    }
}
