package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.SimulatedTopic;
import io.connectdomo.source.feed.SkippedRows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A worker that runs the reader on a simulated history, is killed now and then, and goes on from a stored offset. */
final class ScenarioRun {
    private final ReportSettings settings;
    private final SimulatedHistory history;
    private final Random random;
    private final int heldAtMost;
    private final double killRate;
    private final SimulatedTopic<ReportEmission, ReportOffset> topic;
    private ReportReader reader;
    private ReportHistory pages;
    private int steps;

    /**
     * @param heldAtMost runs in memory; more fail the test
     */
    ScenarioRun(ReportSettings settings, SimulatedHistory history, Random random, int heldAtMost, double killRate) {
        this.settings = settings;
        this.history = history;
        this.random = random;
        this.heldAtMost = heldAtMost;
        this.killRate = killRate;
        this.topic = new SimulatedTopic<>(ReportEmission::offset, true, random);
    }

    List<ReportEmission> topicAt(long until) {
        start();
        while (history.now() < until) {
            topic.write(reader.next());
            // Also while it pages.
            if (topic.hasUncommitted() && random.nextDouble() < killRate) {
                topic.kill();
                history.pass(random.nextInt(3_600_000));
                start();
            } else if (random.nextInt(4) == 0) {
                topic.commit();
            }
            step();
            assertThat(reader.held()).isLessThanOrEqualTo(heldAtMost);
        }
        topic.commit();
        return topic.committed();
    }

    private void start() {
        pages = new DomoReportHistory(
                history,
                new ReportFilter("ALL", settings.pollInterval(), history::now),
                false,
                new SkippedRows("simulated"));
        reader = new ReportReader(
                settings,
                new ServerClock(history::now, Clock.systemUTC()),
                topic.stored().map(offset -> ReportOffset.of(new OffsetFields(Map.of("feed", "test"), offset.toMap()))),
                heldAtMost);
    }

    private void step() {
        Optional<ReportRequest> request = reader.request();
        if (request.isEmpty()) {
            history.pass(reader.dueInMs());
            steps = 0;
            return;
        }
        // No loop without a due time: every walk ends, whatever comes.
        assertThat(++steps).isLessThan(5_000);
        try {
            reader.accept(pages.ask(request.get()));
        } catch (DomoException outage) {
            if (request.get() instanceof ReportRequest.One) {
                reader.unanswered();
            }
            history.pass(5_000);
        }
    }
}
