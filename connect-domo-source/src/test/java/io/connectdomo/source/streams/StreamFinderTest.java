package io.connectdomo.source.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.config.StreamChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is found of the streams, and what it costs, whatever Domo does meanwhile; on simulated time. */
class StreamFinderTest {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long REFRESH = 10 * MINUTE;

    private long now;
    private final Map<String, Long> streams = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private List<String> found = List.of();
    private boolean cut;
    private boolean down;
    private long every;
    private boolean otherFeeds;
    private int pages = 1;
    private final Set<String> faulty = new HashSet<>();
    private final List<Long> sent = new ArrayList<>();

    @Test
    void oneDataSetThatIsRefusedHidesNoOther() {
        StreamFinder finder = named(dataSets(10));
        refused.add("ds3");
        run(finder, 30 * SECOND);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(9).doesNotContain(3L);
        refused.clear();
        run(finder, 5 * MINUTE);
        assertThat(finder.streams()).hasSize(10);
    }

    @Test
    void oneRequestIn500ThatFailsCostsOneMore() {
        StreamFinder finder = named(dataSets(5000));
        every = 500;
        run(finder, 60 * MINUTE);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(5000);
        assertThat(sent).hasSizeLessThan(5000 + 2100);
        atMostAMinute();
    }

    @Test
    void nothingIsReadyBeforeDomoHasSaidAnything() {
        down = true;
        StreamFinder finder = named(dataSets(10));
        run(finder, 5 * 60 * MINUTE);
        assertThat(finder.ready()).isFalse();
        assertThat(sent).hasSizeLessThan(80);
        down = false;
        run(finder, 6 * MINUTE);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(10);
    }

    /** Or a restart of the connector would take their tasks away. */
    @Test
    void halfAWalkIsNotReady() {
        StreamFinder finder = named(dataSets(1000));
        run(finder, 2 * MINUTE);
        assertThat(finder.ready()).isFalse();
        down = true;
        run(finder, 3 * 60 * MINUTE);
        assertThat(finder.ready()).isFalse();
    }

    @Test
    void whatWasFoundStaysWhileItCantBeReadAndThroughOneWordThatItIsGone() {
        StreamFinder finder = named(dataSets(10));
        run(finder, MINUTE);
        down = true;
        run(finder, 300 * MINUTE);
        down = false;
        missing.add("ds3");
        run(finder, 61 * MINUTE, () -> {
            if (sentOf("ds3") > 2) {
                missing.remove("ds3");
            }
        });
        assertThat(finder.streams()).hasSize(10);
        missing.add("ds4");
        run(finder, 120 * MINUTE);
        assertThat(finder.streams()).hasSize(9).doesNotContain(4L);
    }

    @Test
    void aDataSetThatIsFedByNoStreamOnceKeepsTheOneItHad() {
        StreamFinder finder = named(dataSets(10));
        run(finder, MINUTE);
        askedFor.clear();
        streams.remove("ds5");
        run(finder, 120 * MINUTE, () -> {
            if (sentOf("ds5") > 0) {
                streams.putIfAbsent("ds5", 5L);
            }
        });
        assertThat(finder.streams()).hasSize(10);
        askedFor.clear();
        streams.remove("ds5");
        run(finder, 60 * MINUTE, () -> {
            assertThat(finder.streams().contains(5L)).isEqualTo(sentOf("ds5") < FoundDataSet.LOOKS_TO_BE_GONE);
        });
        assertThat(finder.streams()).hasSize(9);
    }

    @Test
    void aDataSetThatIsMissingOnceIsNoAnswer() {
        missing.add("ds3");
        StreamFinder finder = named(dataSets(10));
        run(finder, 2 * SECOND);
        assertThat(finder.ready()).isFalse();
        missing.clear();
        run(finder, 10 * SECOND);
        assertThat(finder.streams()).hasSize(10);
    }

    @Test
    void aSearchThatIsEmptyOnceTakesNothingAway() {
        dataSets(10);
        StreamFinder finder = searching();
        run(finder, SECOND);
        assertThat(finder.ready()).isFalse();
        found = List.copyOf(streams.keySet());
        run(finder, MINUTE);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(10);
        found = List.of();
        run(finder, REFRESH);
        assertThat(finder.streams()).hasSize(10);
        run(finder, REFRESH);
        assertThat(finder.streams()).isEmpty();
    }

    @Test
    void whatACutSearchDoesNotShowMayBeThereAllTheSame() {
        dataSets(10);
        found = List.copyOf(streams.keySet());
        StreamFinder finder = searching();
        run(finder, MINUTE);
        cut = true;
        found = found.subList(0, 5);
        run(finder, 5 * REFRESH);
        assertThat(finder.streams()).hasSize(10);
    }

    @Test
    void aSearchThatIsRefusedHidesNoNamedDataSet() {
        dataSets(3);
        refused.add("search");
        StreamFinder finder =
                finder(new StreamChoice(List.of(9L), List.copyOf(streams.keySet()), Optional.of("sales")));
        run(finder, MINUTE);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).containsExactly(0L, 1L, 2L, 9L);
    }

    @Test
    void knownDataSetsAreSeldomAskedFor() {
        StreamFinder finder = named(dataSets(10));
        run(finder, MINUTE);
        sent.clear();
        run(finder, 24 * 60 * MINUTE);
        assertThat(sent).hasSizeBetween(200, 250);
        StreamFinder many = named(dataSets(5000));
        run(many, 60 * MINUTE);
        sent.clear();
        run(many, 24 * 60 * MINUTE);
        assertThat(sent).hasSizeLessThan(24 * 1250);
    }

    @Test
    void anotherStreamOfADataSetIsTaken() {
        StreamFinder finder = named(dataSets(2));
        run(finder, MINUTE);
        streams.put("ds1", 77L);
        run(finder, 60 * MINUTE);
        assertThat(finder.streams()).containsExactly(0L, 77L);
    }

    @Test
    void oneThatAlwaysFailsIsTriedLessAndLess() {
        StreamFinder finder = named(dataSets(10));
        failing.add("ds3");
        run(finder, MINUTE);
        sent.clear();
        run(finder, 24 * 60 * MINUTE);
        assertThat(sent).hasSizeLessThan(10 * 24 + 50);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(9);
    }

    @Test
    void aFaultOfOursWithOneHidesNoOther() {
        StreamFinder finder = named(dataSets(10));
        faulty.add("ds3");
        run(finder, 30 * SECOND);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(9);
        sent.clear();
        run(finder, 60 * MINUTE);
        assertThat(sent).hasSizeLessThan(40);
    }

    /** What it has found before is there, whatever else is. */
    @Test
    void aPageOfTheSearchThatIsRefusedHidesNoOther() {
        dataSets(10);
        found = List.copyOf(streams.keySet());
        refused.add("page 2");
        StreamFinder finder = searching();
        pages = 2;
        run(finder, 30 * SECOND);
        assertThat(finder.ready()).isTrue();
        assertThat(finder.streams()).hasSize(5);
        run(finder, 120 * MINUTE);
        assertThat(finder.streams()).hasSize(5);
        refused.clear();
        run(finder, 20 * MINUTE);
        assertThat(finder.streams()).hasSize(10);
    }

    /** Or the other feeds would never be read, only because a right is missing here. */
    @Test
    void whereAllAreRefusedForAnHourWhatNeedsNoneOfThemIsReady() {
        refused.addAll(dataSets(3));
        refused.add("search");
        StreamFinder alone = named(List.copyOf(streams.keySet()));
        StreamFinder withStreams =
                finder(new StreamChoice(List.of(9L), List.copyOf(streams.keySet()), Optional.of("sales")));
        otherFeeds = true;
        StreamFinder withFeeds = named(List.copyOf(streams.keySet()));
        for (StreamFinder finder : List.of(alone, withStreams, withFeeds)) {
            run(finder, 59 * MINUTE - now);
            assertThat(finder.ready()).isFalse();
        }
        for (StreamFinder finder : List.of(alone, withStreams, withFeeds)) {
            run(finder, MINUTE);
        }
        assertThat(alone.ready())
                .as("a restart would take away what was read before")
                .isFalse();
        assertThat(withStreams.ready()).isTrue();
        assertThat(withStreams.streams()).containsExactly(9L);
        assertThat(withFeeds.ready()).isTrue();
    }

    private final List<String> askedFor = new ArrayList<>();

    private long sentOf(String what) {
        return askedFor.stream().filter(what::equals).count();
    }

    private Collection<String> dataSets(int count) {
        streams.clear();
        for (long i = 0; i < count; i++) {
            streams.put("ds" + i, i);
        }
        return streams.keySet();
    }

    private StreamFinder named(Collection<String> dataSets) {
        return finder(new StreamChoice(List.of(), List.copyOf(dataSets), Optional.empty()));
    }

    private StreamFinder searching() {
        return finder(new StreamChoice(List.of(), List.of(), Optional.of("sales")));
    }

    private StreamFinder finder(StreamChoice choice) {
        return new StreamFinder(choice, new Directory(), REFRESH, otherFeeds, () -> now);
    }

    private void run(StreamFinder finder, long time) {
        run(finder, time, () -> {});
    }

    private void run(StreamFinder finder, long time, Runnable afterEach) {
        long until = now + time;
        while (now < until) {
            long due = finder.dueInMs();
            now += Math.min(due, until - now);
            if (due <= 0) {
                finder.step();
                afterEach.run();
                now += 10;
            }
        }
    }

    private void atMostAMinute() {
        for (int i = Pace.A_MINUTE; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - Pace.A_MINUTE)).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    private final class Directory implements StreamDirectory {
        @Override
        public Page search(String query, int offset) {
            ask("search");
            if (pages == 2) {
                ask("page " + (offset + 1));
                return new Page(found.subList(offset * 5, offset * 5 + 5), offset == 1, cut, 1);
            }
            return new Page(found, true, cut, 0);
        }

        @Override
        public OptionalLong streamOf(String dataSet) {
            ask(dataSet);
            Long stream = streams.get(dataSet);
            return stream == null ? OptionalLong.empty() : OptionalLong.of(stream);
        }

        private void ask(String what) {
            sent.add(now);
            askedFor.add(what);
            if (down || failing.contains(what) || (every > 0 && sent.size() % every == 0)) {
                throw new DomoException.Retriable("down", null, true, Duration.ZERO);
            }
            if (faulty.contains(what)) {
                throw new IllegalStateException("A fault of ours");
            }
            if (refused.contains(what)) {
                throw new DomoException.Unauthorized("no", 403);
            }
            if (missing.contains(what)) {
                throw new DomoException.Refused("none", 404, true, "Not Found", "");
            }
        }
    }
}
