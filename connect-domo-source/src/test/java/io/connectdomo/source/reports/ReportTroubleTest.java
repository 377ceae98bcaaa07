package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What Domo does now and then, each alone, on simulated time: what it costs, and that nothing is lost by it. */
class ReportTroubleTest {
    private static final long T = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long INTERVAL = 30_000;

    private long now = T;
    private Clock wall = Clock.systemUTC();
    private LongSupplier ahead = () -> 0;
    private final List<ReportRun> history = new ArrayList<>();
    private final Set<Long> purged = new HashSet<>();
    private final List<Long> topic = new ArrayList<>();
    private UnaryOperator<List<ReportRun>> order = runs -> runs;
    private boolean nothing;
    private boolean narrowed;
    private boolean detailPage = true;
    private int requests;
    private int lookUps;
    private long rows;
    private ReportReader reader = reader(new StartPosition.Earliest(), Optional.empty());

    @Test
    void aHistoryThatIsEmptyAtFirstIsReadAllTheSame() {
        fill(300);
        nothing = true;
        readFor(2 * INTERVAL);
        nothing = false;
        readFor(2 * INTERVAL);
        assertThat(topic).hasSize(300);
    }

    @Test
    void anEndThatIsSeenOnceIsNone() {
        fill(300);
        int[] pages = {0};
        order = runs -> ++pages[0] == 2 ? runs.subList(0, 100) : runs;
        readFor(2 * INTERVAL);
        assertThat(topic).hasSize(300);
    }

    @Test
    void aHistoryThatIsEmptyOnceSettlesNothing() {
        fill(10);
        readFor(HOUR / 2);
        long before = reader.offset().orElseThrow().settled();
        nothing = true;
        readFor(3 * DAY);
        assertThat(reader.offset().orElseThrow().settled()).isEqualTo(before);
        nothing = false;
        readFor(HOUR);
        assertThat(topic).hasSize(10);
    }

    @Test
    void anOpenRunIsGoneOnlyWhereDomoSaysSoRepeatedlyAndShowsOthers() {
        history.add(run(1, now - HOUR, ReportRun.NONE, null));
        history.add(run(2, now - HOUR, ReportRun.NONE, null));
        fill(200);
        readFor(MINUTE);
        purged.add(1L);
        readFor(2 * INTERVAL);
        assertThat(lookUps).isGreaterThan(2);
        assertThat(reader.progress(0).remembered()).isEqualTo(2);
        purged.clear();
        replace(run(1, T - HOUR, now, null));
        readFor(2 * HOUR);
        assertThat(topic.stream().filter(id -> id == 1)).hasSize(2);
        assertThat(known()).contains("2,");
    }

    @Test
    void aDetailPageThatIsNotThereDropsNothing() {
        detailPage = false;
        history.add(run(1, now - HOUR, ReportRun.NONE, null));
        fill(200);
        readFor(6 * HOUR);
        replace(run(1, T - HOUR, now, null));
        readFor(2 * HOUR);
        assertThat(topic.stream().filter(id -> id == 1)).hasSize(2);
    }

    @Test
    void aRunThatIsReallyGoneIsForgotten() {
        history.add(run(1, now - HOUR, ReportRun.NONE, null));
        history.add(run(2, now - HOUR, ReportRun.NONE, null));
        fill(200);
        readFor(MINUTE);
        purged.add(1L);
        history.removeIf(run -> run.id() == 1);
        readFor(6 * HOUR);
        assertThat(reader.progress(0).remembered()).isEqualTo(1);
    }

    @Test
    void equalStartTimesInAnotherOrderEachTimeEndAllTheSame() {
        long start = now - HOUR;
        for (int id = 1; id <= 300; id++) {
            history.add(run(id, start, start + 1, null));
        }
        Random random = new Random(7);
        order = runs -> {
            List<ReportRun> shuffled = new ArrayList<>(runs);
            Collections.shuffle(shuffled, random);
            return shuffled;
        };
        readFor(2 * HOUR);
        assertThat(new HashSet<>(topic)).hasSize(300);
        assertThat(topic).hasSize(300);
        // Three passes of at most four attempts and six walks of some fifteen pages; besides, a look every 30 s.
        assertThat(requests).isLessThan(3 * 100 + 240 * 4);
    }

    @Test
    void hundredsOfFailedRunsWithoutAnEndCostLittleAndAreOverAfterTheSettleTime() {
        for (int id = 1; id <= 300; id++) {
            history.add(run(id, now - id * MINUTE, ReportRun.NONE, "failure"));
        }
        readFor(HOUR);
        requests = 0;
        readFor(HOUR);
        assertThat(topic).hasSize(300);
        assertThat(requests).isLessThan(140);
        readFor(DAY + HOUR);
        assertThat(reader.progress(0).remembered()).isZero();
        assertThat(topic).hasSize(300);
    }

    @Test
    void hundredsOfRunsThatNeverEndAreAskedForAtGrowingPauses() {
        for (int id = 1; id <= 300; id++) {
            history.add(run(id, now - DAY - id * MINUTE, ReportRun.NONE, "processing"));
        }
        readFor(HOUR);
        assertThat(lookUps).isLessThanOrEqualTo(121 * LookUps.AT_MOST);
        readFor(DAY);
        lookUps = 0;
        readFor(HOUR);
        assertThat(lookUps).isBetween(200, 301);
    }

    @Test
    void anIdleHistoryCostsTwentyRowsALook() {
        fill(1000);
        readFor(HOUR / 2);
        rows = 0;
        requests = 0;
        readFor(10 * MINUTE);
        assertThat(requests).isEqualTo(20);
        assertThat(rows).isEqualTo(20L * PageSize.SMALL);
    }

    /** Whatever the worker's own clock says: a node that is ahead is one among several. */
    @Test
    void aNodeThatIsAheadAtTheBeginningDoesNotHideWhatBeginsMeanwhile() {
        fill(10);
        int[] replies = {0};
        ahead = () -> replies[0]++ == 0 ? 20 * MINUTE : 0;
        reader = reader(new StartPosition.Now(), Optional.empty());
        readFor(MINUTE);
        history.add(run(77, now, now + 1, null));
        readFor(2 * HOUR);
        assertThat(topic).containsExactly(77L);
    }

    @Test
    void aNodeThatIsAheadSettlesNothingThatMayStillShow() {
        fill(10);
        ahead = () -> 20 * MINUTE;
        readFor(INTERVAL / 2);
        assertThat(reader.offset().orElseThrow().settled()).isPositive().isLessThanOrEqualTo(now - DAY);
    }

    @Test
    void theFirstReplyIsUsed() {
        wall = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
        fill(1000);
        reader = reader(new StartPosition.Now(), Optional.empty());
        readFor(INTERVAL);
        assertThat(requests).isEqualTo(1);
        assertThat(rows).isEqualTo(PageSize.SMALL);
        assertThat(topic).isEmpty();
    }

    @Test
    void whileOnlyTheOwnersRunsShowThoseOfOthersAreNotPassedOver() {
        fill(5);
        narrowed = true;
        readFor(20 * HOUR);
        ReportRun others = run(77, T + HOUR, T + HOUR + 1, null);
        history.add(others);
        readFor(24 * HOUR);
        narrowed = false;
        // As they were narrowed, it was hidden; the day that is held back and the settle time are not over.
        assertThat(reader.offset().orElseThrow().settled()).isLessThanOrEqualTo(T + HOUR);
        readFor(2 * HOUR);
        assertThat(topic).contains(77L);
    }

    @Test
    void whatWasGivenUpIsAskedForOnceAnHour() {
        fill(50);
        readFor(MINUTE);
        afresh = 0;
        readFor(DAY);
        assertThat(afresh).isEqualTo(24);
    }

    @Test
    void aPageThatIsTooLargeIsAskedForInSmallerPieces() {
        fill(300);
        Optional<ReportRequest> request = reader.request();
        ReportRequest.List list = (ReportRequest.List) request.orElseThrow();
        assertThat(reader.shrinkPages(list)).isTrue();
        assertThat(((ReportRequest.List) reader.request().orElseThrow()).limit())
                .isEqualTo(list.limit() / 2);
        for (int limit = list.limit() / 2; limit > 1; limit /= 2) {
            reader.shrinkPages((ReportRequest.List) reader.request().orElseThrow());
        }
        // One row that is too large alone is left out.
        assertThat(reader.shrinkPages((ReportRequest.List) reader.request().orElseThrow()))
                .isFalse();
        assertThat(((ReportRequest.List) reader.request().orElseThrow()).skip()).isEqualTo(1);
        readFor(HOUR / 2);
        assertThat(topic).hasSize(300);
    }

    @Test
    void theOffsetStaysSmallWhateverShows() {
        long id = Long.MAX_VALUE - 100_000;
        for (int i = 0; i < 60_000; i++) {
            history.add(run(id + i, now - DAY + 1000 + i, now - DAY + 2000 + i, null));
        }
        fixed = sorted();
        readFor(10 * MINUTE);
        assertThat(topic).hasSize(60_000).doesNotHaveDuplicates();
        assertThat(largestOffset).isLessThan(700_000);
    }

    private long largestOffset;
    private List<ReportRun> fixed;
    private int afresh;

    private ReportReader reader(StartPosition start, Optional<ReportOffset> stored) {
        return new ReportReader(
                new ReportSettings(start, INTERVAL, DAY, 500), new ServerClock(() -> now, wall), stored);
    }

    private void readFor(long time) {
        long until = now + time;
        while (now < until) {
            Optional<ReportRequest> request = reader.request();
            request.ifPresent(asked -> reader.accept(answer(asked)));
            List<ReportEmission> batch = reader.next();
            batch.forEach(emission -> topic.add(emission.run().id()));
            if (!batch.isEmpty()) {
                ReportOffset offset = batch.get(batch.size() - 1).offset();
                largestOffset = Math.max(
                        largestOffset, offset.seen().length() + offset.plus().length());
            }
            now += Math.max(request.isPresent() ? 1 : 0, reader.dueInMs());
        }
    }

    private ReportReply answer(ReportRequest request) {
        requests++;
        List<ReportRun> found;
        if (request instanceof ReportRequest.One one) {
            lookUps++;
            found = history.stream()
                    .filter(run -> run.id() == one.id() && detailPage && !purged.contains(run.id()))
                    .toList();
        } else {
            ReportRequest.List list = (ReportRequest.List) request;
            List<ReportRun> shown = nothing ? List.of() : fixed != null ? fixed : order.apply(sorted());
            afresh += list.afresh() ? 1 : 0;
            found = shown.stream().skip(list.skip()).limit(list.limit()).toList();
        }
        rows += found.size();
        return new ReportReply(found, 0, narrowed, Optional.of(Instant.ofEpochMilli(now + ahead.getAsLong())));
    }

    private List<ReportRun> sorted() {
        return history.stream()
                .filter(run -> run.startedBefore(now) && !(narrowed && run.id() == 77))
                .sorted(Comparator.comparingLong(ReportRun::start).reversed().thenComparingLong(ReportRun::id))
                .toList();
    }

    /** One every half a minute, the last of them just now. */
    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            history.add(run(1000L + i, now - 1 - i * (MINUTE / 2), now, null));
        }
    }

    private void replace(ReportRun run) {
        history.removeIf(before -> before.id() == run.id());
        history.add(run);
    }

    private String known() {
        return reader.offset().orElseThrow().seen();
    }

    private static ReportRun run(long id, long start, long end, String status) {
        ObjectNode body = status == null ? null : Json.object().put("status", status);
        return new ReportRun(id, start, end, (int) (id * 31 + end), body);
    }
}
