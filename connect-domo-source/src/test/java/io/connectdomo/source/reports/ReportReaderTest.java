package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportReaderTest {
    private static final long T = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final long INTERVAL = 60_000;

    private long now = T + 400 * DAY;
    private final List<ReportRun> history = new ArrayList<>();
    private final ReportReader reader = new ReportReader(
            new ReportSettings(new StartPosition.Earliest(), INTERVAL, DAY, 50),
            new ServerClock(() -> now, Clock.systemUTC()),
            Optional.empty());
    /** While few replies have told the time, a node may be that much behind. */
    private static final long UNPROVEN = 3_600_000;

    private final List<ReportEmission> topic = new ArrayList<>();

    /** They shift what is below them: without the overlap of the pages, as many runs would be passed over for good. */
    @Test
    void runsThatArePurgedBetweenTwoPagesHideNoOthers() {
        fill(400);
        int page = Paging.LIMIT;
        firstPass(answered -> {
            if (answered == 2) {
                history.subList(20, 20 + page / 2).clear();
            }
        });
        assertThat(topic).extracting(e -> e.run().id()).containsAll(ids());
    }

    @Test
    void aPassThatIsEmittedAscendingSettlesWhatIsOldAndNoMore() {
        fill(250);
        long began = now;
        firstPass(answered -> {});
        assertThat(topic).extracting(e -> e.run().start()).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(topic)
                .allSatisfy(e -> assertThat(e.offset().settled())
                        .isEqualTo(Math.max(0, Math.min(e.run().start(), began - began % 1000 - UNPROVEN - DAY))));
    }

    @Test
    void aPassThatOutlastsTheIntervalIsFollowedByAPauseAllTheSame() {
        fill(10);
        firstPass(answered -> now += 10 * INTERVAL);
        assertThat(reader.dueInMs()).isEqualTo(INTERVAL / 4);
    }

    /** A page is as far below the one before as runs were added on top: it comes again, and is not the end. */
    @Test
    void aPageThatComesAgainBecauseOfNewRunsIsNotTheEnd() {
        fill(400);
        int step = Paging.LIMIT - Paging.OVERLAP;
        firstPass(answered -> {
            if (answered == 1) {
                for (int id = 401; id <= 400 + step; id++) {
                    history.add(0, run(id, now));
                }
            }
        });
        assertThat(topic).extracting(e -> e.run().id()).contains(1L);
    }

    @Test
    void aHistoryThatIgnoresTheOffsetEndsAllTheSame() {
        fill(Paging.LIMIT);
        int pages = 0;
        while (reader.next().isEmpty()) {
            assertThat(++pages).isLessThan(10);
            now += reader.dueInMs();
            assertThat(reader.request()).isPresent();
            reader.accept(reply(new ReportRequest.List(0, Paging.LIMIT, false)));
        }
    }

    private void firstPass(AfterReply afterReply) {
        int answered = 0;
        while (reader.progress(0).windows() == 0) {
            now += reader.dueInMs();
            Optional<ReportRequest> request = reader.request();
            if (request.isPresent()) {
                ReportReply reply = reply(request.get());
                afterReply.answered(++answered);
                reader.accept(reply);
            }
            topic.addAll(reader.next());
        }
    }

    private ReportReply reply(ReportRequest request) {
        ReportRequest.List list = (ReportRequest.List) request;
        List<ReportRun> page =
                history.stream().skip(list.skip()).limit(list.limit()).toList();
        return new ReportReply(page, 0, false, Optional.of(Instant.ofEpochSecond(now / 1000)));
    }

    /** One a day, the last of them today. */
    private void fill(int count) {
        for (int id = count; id >= 1; id--) {
            history.add(run(id, T + (400L - count + id) * DAY));
        }
    }

    private List<Long> ids() {
        return history.stream().map(ReportRun::id).toList();
    }

    private static ReportRun run(long id, long start) {
        return new ReportRun(id, start, start + 1000, (int) id, null);
    }

    @FunctionalInterface
    private interface AfterReply {
        void answered(int replies);
    }
}
