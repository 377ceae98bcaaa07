package io.connectdomo.source.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.config.StreamChoice;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the connector is told of the streams, and when; on simulated time. */
@Timeout(60)
class StreamMonitorTest {
    private static final Duration REFRESH = Duration.ofMinutes(10);
    private static final long HOUR = 3_600_000;

    private final Map<String, Long> streams = new HashMap<>(Map.of("a", 1L, "b", 2L));
    private final SimulatedThread thread = new SimulatedThread();
    private boolean down;
    private boolean refusesChanges;
    private Error error;
    private int changes;
    private boolean closed;
    private StreamMonitor monitor;

    @AfterEach
    void close() {
        monitor.close();
        assertThat(closed).isTrue();
    }

    @Test
    void idsDataSetsAndSearchAddUp() {
        start(new StreamChoice(List.of(9L, 2L), List.of("a"), Optional.of("sales")));
        thread.run(1000);
        assertThat(known()).containsExactly(1L, 2L, 9L);
        assertThat(changes).isZero();
    }

    @Test
    void aDataSetWithoutAStreamIsLeftOut() {
        start(new StreamChoice(List.of(), List.of("a", "unknown"), Optional.empty()));
        thread.run(1000);
        assertThat(known()).containsExactly(1L);
    }

    @Test
    void anotherStreamIdOfADataSetConfiguresTheTasksAnew() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        thread.run(1000);
        assertThat(known()).containsExactly(1L);
        streams.put("a", 77L);
        thread.run(HOUR);
        assertThat(changes).isEqualTo(1);
        assertThat(known()).containsExactly(77L);
    }

    @Test
    void whatStaysTheSameConfiguresNothing() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        thread.run(1000);
        known();
        thread.run(5 * HOUR);
        assertThat(changes).isZero();
    }

    @Test
    void whileDomoIsDownWhatItSaidLastHolds() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        thread.run(1000);
        known();
        down = true;
        thread.run(5 * HOUR);
        assertThat(known()).containsExactly(1L);
        assertThat(changes).isZero();
    }

    /** The worker leaves the tasks alone then: those of before a restart go on. */
    @Test
    void beforeDomosFirstAnswerNothingIsSaidAndTheTasksFollowIt() {
        down = true;
        start(new StreamChoice(List.of(9L), List.of("a"), Optional.empty()));
        thread.run(1000);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::known)
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("down")
                    .hasMessageContaining("tasks stay as they are");
        }
        down = false;
        thread.run(HOUR);
        assertThat(changes).isEqualTo(1);
        assertThat(known()).containsExactly(1L, 9L);
        thread.run(HOUR);
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void manyThatComeOneByOneRestartTheTasksSeldom() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.of("sales")));
        thread.run(1000);
        known();
        for (int i = 0; i < 1000; i++) {
            streams.put("more" + i, 100L + i);
        }
        thread.run(HOUR);
        // At the end of a walk of nine minutes, and no more than once in ten besides.
        assertThat(changes).isBetween(1, 6);
        assertThat(known()).hasSize(1002);
    }

    @Test
    void anAnnouncementThatFailsIsMadeAgain() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        thread.run(1000);
        known();
        streams.put("a", 77L);
        refusesChanges = true;
        thread.run(HOUR);
        refusesChanges = false;
        thread.run(HOUR);
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void anErrorDoesNotEndTheLookingUp() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        error = new NoClassDefFoundError("io/connectdomo/Missing");
        thread.run(1000);
        error = null;
        thread.run(60_000);
        assertThat(known()).containsExactly(1L);
    }

    private void change() {
        if (refusesChanges) {
            throw new IllegalStateException("The herder is busy");
        }
        changes++;
    }

    private NavigableSet<Long> known() {
        return monitor.streams(Duration.ZERO);
    }

    private void start(StreamChoice choice) {
        StreamFinder finder = new StreamFinder(choice, new Directory(), REFRESH.toMillis(), false, () -> thread.now);
        monitor = StreamMonitor.start(finder, this::change, () -> closed = true, REFRESH, () -> thread.now, thread);
    }

    /** Time passes when a test lets it. */
    private static final class SimulatedThread implements Later {
        private long now;
        private long at;
        private Runnable next;

        @Override
        public void after(long pauseMs, Runnable work) {
            assertThat(pauseMs).isNotNegative();
            at = now + pauseMs;
            next = work;
        }

        @Override
        public void close() {
            next = null;
        }

        void run(long time) {
            long until = now + time;
            while (at < until) {
                now = Math.max(now + 1, at);
                next.run();
            }
            now = until;
        }
    }

    private final class Directory implements StreamDirectory {
        @Override
        public Page search(String query, int offset) {
            return new Page(
                    streams.keySet().stream().filter(id -> !id.equals("a")).toList(), true, false, 0);
        }

        @Override
        public OptionalLong streamOf(String dataSet) {
            if (error != null) {
                throw error;
            }
            if (down) {
                throw new DomoException.Retriable("down", null, true, null);
            }
            Long stream = streams.get(dataSet);
            return stream == null ? OptionalLong.empty() : OptionalLong.of(stream);
        }
    }
}
