package io.connectdomo.source.activity;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.SimulatedTopic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A worker that runs the reader on a simulated log, is killed now and then, and goes on from a stored offset. */
final class ScenarioRun {
    private final ActivitySettings settings;
    private final SimulatedTime time;
    private final ActivityLog log;
    private final Random random;
    private final double killRate;
    private final SimulatedTopic<Emission, ActivityOffset> topic;
    private ActivityReader reader;
    private int restarts;

    ScenarioRun(
            ActivitySettings settings,
            SimulatedTime time,
            ActivityLog log,
            Random random,
            double killRate,
            boolean exactlyOnce) {
        this.settings = settings;
        this.time = time;
        this.log = log;
        this.random = random;
        this.killRate = killRate;
        this.topic = new SimulatedTopic<>(Emission::offset, exactlyOnce, random);
        restart();
    }

    /** What {@code read_committed} sees. */
    List<Emission> topic() {
        return topic.committed();
    }

    ActivityReader reader() {
        return reader;
    }

    int restarts() {
        return restarts;
    }

    /** Until everything before {@code end} is settled. */
    ScenarioRun untilSettled(long end) {
        for (long steps = 0; steps % 32 != 0 || !settled(end); steps++) {
            if (steps > 2_000_000) {
                throw new AssertionError("It does not come to an end at " + reader.offset());
            }
            step();
        }
        topic.commit();
        return this;
    }

    void step() {
        List<Emission> batch = reader.next();
        topic.write(batch);
        if (!batch.isEmpty() && random.nextDouble() < killRate) {
            kill();
            return;
        }
        if (random.nextInt(4) == 0) {
            topic.commit();
        }
        Optional<PageRequest> request = reader.request();
        if (request.isPresent()) {
            ask(request.get());
        } else if (reader.dueInMs() > 0) {
            time.pass(reader.dueInMs());
        }
    }

    private void kill() {
        topic.kill();
        restarts++;
        time.pass(random.nextInt(10) == 0 ? random.nextInt(2_000_000) : random.nextInt(5_000));
        restart();
    }

    private void restart() {
        Optional<ActivityOffset> resumed = topic.stored()
                .map(offset -> ActivityOffset.of(new OffsetFields(Map.of("feed", "test"), offset.toMap())));
        reader = new ActivityReader(settings, time.workerClock(), resumed);
    }

    private void ask(PageRequest request) {
        try {
            Page page = log.page(request);
            if (page != null) {
                reader.accept(page);
            } else if (!reader.tooLarge()) {
                throw new AssertionError("Less than one entry can't be asked for");
            }
        } catch (DomoException outage) {
            time.pass(random.nextInt(30_000));
        }
    }

    /** Of a time that every node of Domo's has passed. */
    private boolean settled(long end) {
        return reader.offset().map(offset -> offset.settled() >= end).orElse(false);
    }
}
