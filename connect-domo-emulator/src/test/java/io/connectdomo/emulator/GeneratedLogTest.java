package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connectdomo.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that is computed on demand is a log all the same: ordered, complete, and the same every time. */
class GeneratedLogTest {
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final GeneratedLog LOG = GeneratedLog.of(7, 20_000, FROM, FROM.plus(YEAR))
            .late(0.1, Duration.ofMinutes(15))
            .twins(0.02)
            .changing(0.05);

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private final ActivityLog activity = new ActivityLog(clock);

    @ParameterizedTest
    @EnumSource(GeneratedLog.Shape.class)
    void timesNeverFallAndStayWithinTheSpan(GeneratedLog.Shape shape) {
        GeneratedLog log = LOG.shaped(shape);
        long[] times = LongStream.range(0, log.events()).map(log::time).toArray();
        assertThat(times).isSorted();
        assertThat(times[0]).isGreaterThanOrEqualTo(FROM.toEpochMilli());
        assertThat(times[times.length - 1])
                .isLessThan(FROM.plus(YEAR).toEpochMilli())
                .isGreaterThan(FROM.plus(YEAR).minus(Duration.ofDays(10)).toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource(GeneratedLog.Shape.class)
    void pagesOfAnyWindowsMakeUpTheWholeLog(GeneratedLog.Shape shape) {
        GeneratedLog log = LOG.shaped(shape);
        activity.generate(log);
        List<Map<String, Object>> paged = new ArrayList<>();
        long step = Duration.ofDays(30).toMillis();
        for (long end = FROM.plus(YEAR).toEpochMilli(); end > FROM.toEpochMilli(); end -= step) {
            paged.addAll(all(new AuditQuery(end - step, end, Map.of())));
        }
        List<Map<String, Object>> whole = all(new AuditQuery(0, Long.MAX_VALUE, Map.of()));
        assertThat(whole).hasSize(20_000).isEqualTo(paged);
    }

    @Test
    void nightsAreQuiet() {
        GeneratedLog log = GeneratedLog.of(7, 73_000, FROM, FROM.plus(YEAR)).shaped(GeneratedLog.Shape.NIGHTS);
        long day = Duration.ofDays(1).toMillis();
        long beforeEight = LongStream.range(0, log.events())
                .filter(i -> (log.time(i) - FROM.toEpochMilli()) % day < day / 3)
                .count();
        assertThat(beforeEight).as("2.5 of 100 events").isBetween(1_700L, 1_950L);
    }

    @Test
    void aSeedTellsTheWholeLog() {
        assertThat(LOG.event(5)).isEqualTo(LOG.late(0.1, Duration.ofMinutes(15)).event(5));
        assertThat(GeneratedLog.of(8, 20_000, FROM, FROM.plus(YEAR)).event(5)).isNotEqualTo(LOG.event(5));
    }

    @Test
    void eventsAreLateAsOftenAndAsLongAsToldAndNeverLonger() {
        long late = 0;
        for (long i = 0; i < LOG.events(); i++) {
            long delay = LOG.shownFrom(i) - LOG.time(i);
            assertThat(delay).isBetween(0L, Duration.ofMinutes(15).toMillis());
            late += delay > 0 ? 1 : 0;
        }
        assertThat(late).isBetween(1_800L, 2_200L);
    }

    @Test
    void onlyTwinsAreEqual() {
        Set<Map<String, Object>> different = new HashSet<>();
        Set<Object> ids = new HashSet<>();
        for (long i = 0; i < LOG.events(); i++) {
            different.add(LOG.event(i));
            ids.add(LOG.event(i).get("objectId"));
        }
        assertThat(different).hasSameSizeAs(ids);
        assertThat(LOG.events() - different.size()).isBetween(300L, 500L);
    }

    @Test
    void aLateEventShowsOnceItsTimeHasCome() {
        Instant begin = clock.instant();
        activity.generate(
                GeneratedLog.of(3, 1_000, begin, begin.plusSeconds(100)).late(0.5, Duration.ofSeconds(50)));
        AuditQuery all = new AuditQuery(0, Long.MAX_VALUE, Map.of());
        assertThat(activity.count(all)).isZero();
        clock.advance(Duration.ofSeconds(100));
        assertThat(activity.count(all)).isBetween(700L, 999L);
        clock.advance(Duration.ofSeconds(50));
        assertThat(activity.count(all)).isEqualTo(1_000);
    }

    @Test
    void anOffsetPassesOnlyWhatShowsAlsoWhileSomeIsStillLate() {
        Instant begin = clock.instant();
        activity.generate(
                GeneratedLog.of(3, 1_000, begin, begin.plusSeconds(100)).late(0.5, Duration.ofSeconds(50)));
        clock.advance(Duration.ofSeconds(100));
        AuditQuery all = new AuditQuery(0, Long.MAX_VALUE, Map.of());
        List<Map<String, Object>> inOneGo = activity.page(all, 0, 1_000);
        List<Map<String, Object>> byTens = new ArrayList<>();
        for (int offset = 0; offset < 1_000; offset += 10) {
            byTens.addAll(activity.page(all, offset, 10));
        }
        assertThat(inOneGo).hasSizeLessThan(1_000).isEqualTo(byTens);
    }

    @Test
    void textsChangeAfterHalfTheLongestDelay() {
        Instant begin = clock.instant();
        GeneratedLog log = GeneratedLog.of(3, 10, begin, begin.plusMillis(100))
                .late(0, Duration.ofSeconds(50))
                .changing(1);
        activity.generate(log);
        clock.advance(Duration.ofSeconds(24));
        AuditQuery all = new AuditQuery(0, Long.MAX_VALUE, Map.of());
        assertThat(activity.page(all, 0, 1)).containsExactly(log.event(9));
        clock.advance(Duration.ofSeconds(2));
        assertThat(activity.page(all, 0, 1).get(0))
                .isNotEqualTo(log.event(9))
                .containsEntry("objectId", log.event(9).get("objectId"));
    }

    @Test
    void handMadeEntriesStandAmongTheGenerated() {
        activity.generate(GeneratedLog.of(1, 100, FROM, FROM.plusSeconds(100)));
        activity.add(ActivityLog.entry(FROM.plusSeconds(50)).with("objectId", "by hand"));
        List<Map<String, Object>> all = all(new AuditQuery(0, Long.MAX_VALUE, Map.of()));
        assertThat(all).hasSize(101);
        assertThat(all.get(50)).containsEntry("objectId", "by hand");
        assertThat(all).isSortedAccordingTo((a, b) -> Long.compare((long) b.get("time"), (long) a.get("time")));
        assertThat(activity.size()).isEqualTo(101);
    }

    @Test
    void aPageOfAMillionEventsIsFound() {
        activity.generate(GeneratedLog.of(1, 1_000_000, FROM, FROM.plus(YEAR)));
        AuditQuery all = new AuditQuery(0, Long.MAX_VALUE, Map.of());
        List<Map<String, Object>> oldest = activity.page(all, 999_000, 1_000);
        assertThat(oldest).hasSize(1_000);
        assertThat(oldest.get(999)).containsEntry("objectId", "1-0");
        assertThat(activity.page(all, 1_000_000, 1)).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> GeneratedLog.of(1, 0, FROM, FROM.plus(YEAR)));
        assertThatIllegalArgumentException().isThrownBy(() -> GeneratedLog.of(1, 1, FROM, FROM));
        assertThatIllegalArgumentException().isThrownBy(() -> LOG.twins(1.1));
    }

    private List<Map<String, Object>> all(AuditQuery query) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> page;
        do {
            page = activity.page(query, all.size(), 1_000);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }
}
