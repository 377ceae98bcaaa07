package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.ServerClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Runs the reader with exactly-once on: a kill leaves in the topic what was committed, and with it the offset. */
final class SimulatedWorker {
    private final ReportSettings settings;
    private final SimulatedHistory history;
    private final Random random;
    private final int heldAtMost;
    private final double killRate;
    private final List<ReportEmission> topic = new ArrayList<>();
    private final List<ReportEmission> uncommitted = new ArrayList<>();
    private Optional<ReportOffset> stored = Optional.empty();
    private ReportReader reader;

    /**
     * @param heldAtMost runs in memory; more fail the test
     */
    SimulatedWorker(ReportSettings settings, SimulatedHistory history, Random random, int heldAtMost, double killRate) {
        this.settings = settings;
        this.history = history;
        this.random = random;
        this.heldAtMost = heldAtMost;
        this.killRate = killRate;
    }

    List<ReportEmission> topicAt(long until) {
        start();
        while (history.now() < until) {
            uncommitted.addAll(reader.next());
            if (random.nextDouble() < killRate && !uncommitted.isEmpty()) {
                commit(random.nextInt(uncommitted.size() + 1));
                history.pass(random.nextInt(3_600_000));
                start();
            } else if (random.nextInt(4) == 0) {
                commit(uncommitted.size());
            }
            step();
            assertThat(reader.held()).isLessThanOrEqualTo(heldAtMost);
        }
        topic.addAll(uncommitted);
        return topic;
    }

    private void commit(int count) {
        topic.addAll(uncommitted.subList(0, count));
        if (count > 0) {
            stored = Optional.of(uncommitted.get(count - 1).offset());
        }
        uncommitted.clear();
    }

    private void start() {
        reader = new ReportReader(
                settings,
                new ServerClock(history::now, Clock.systemUTC()),
                stored.map(offset -> ReportOffset.of(new OffsetFields(Map.of("feed", "test"), offset.toMap()))),
                heldAtMost);
    }

    private void step() {
        Optional<ReportRequest> request = reader.request();
        if (request.isEmpty()) {
            history.pass(reader.dueInMs());
            return;
        }
        try {
            reader.accept(history.ask(request.get()));
        } catch (DomoException outage) {
            history.pass(5_000);
        }
    }
}
