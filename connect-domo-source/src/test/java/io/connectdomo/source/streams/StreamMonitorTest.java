package io.connectdomo.source.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.config.StreamChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamMonitorTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Map<String, Long> streams = new ConcurrentHashMap<>(Map.of("a", 1L, "b", 2L));
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private StreamMonitor monitor;

    @AfterEach
    void close() {
        monitor.close();
        assertThat(closed).isTrue();
    }

    @Test
    void idsDataSetsAndSearchAddUp() {
        start(new StreamChoice(List.of(9L, 2L), List.of("a"), Optional.of("sales")));
        assertThat(monitor.streams(LONG)).containsExactly(1L, 2L, 9L);
    }

    @Test
    void aDataSetWithoutAStreamIsLeftOut() {
        start(new StreamChoice(List.of(), List.of("a", "unknown"), Optional.empty()));
        assertThat(monitor.streams(LONG)).containsExactly(1L);
    }

    @Test
    void anotherStreamIdOfADataSetConfiguresTheTasksAnew() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        assertThat(monitor.streams(LONG)).containsExactly(1L);
        streams.put("a", 77L);
        await().until(() -> changes.get() > 0);
        assertThat(monitor.streams(LONG)).containsExactly(77L);
    }

    @Test
    void whatStaysTheSameConfiguresNothing() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        monitor.streams(LONG);
        int before = looks.get();
        await().until(() -> looks.get() > before + 3);
        assertThat(changes).hasValue(0);
    }

    @Test
    void whileDomoIsDownWhatItSaidLastHolds() {
        start(new StreamChoice(List.of(), List.of("a"), Optional.empty()));
        monitor.streams(LONG);
        down.set(true);
        int before = looks.get();
        await().until(() -> looks.get() > before + 3);
        assertThat(monitor.streams(LONG)).containsExactly(1L);
        assertThat(changes).hasValue(0);
    }

    @Test
    void beforeDomosFirstAnswerOnlyTheNamedOnesAreKnownAndTheTasksFollowIt() {
        down.set(true);
        start(new StreamChoice(List.of(9L), List.of("a"), Optional.empty()));
        assertThat(monitor.streams(Duration.ofMillis(1))).containsExactly(9L);
        down.set(false);
        await().until(() -> changes.get() > 0);
        assertThat(monitor.streams(LONG)).containsExactly(1L, 9L);
    }

    private void start(StreamChoice choice) {
        monitor = StreamMonitor.start(
                "test",
                new StreamFinder(choice, new Directory()),
                changes::incrementAndGet,
                () -> closed.set(true),
                SHORT,
                SHORT);
    }

    private final class Directory implements StreamDirectory {
        @Override
        public List<String> dataSets(String query) {
            return List.of("b", "fed by no stream");
        }

        @Override
        public OptionalLong streamOf(String dataSet) {
            looks.incrementAndGet();
            if (down.get()) {
                throw new DomoException.Retriable("down", null, true, null);
            }
            Long stream = streams.get(dataSet);
            return stream == null ? OptionalLong.empty() : OptionalLong.of(stream);
        }
    }
}
