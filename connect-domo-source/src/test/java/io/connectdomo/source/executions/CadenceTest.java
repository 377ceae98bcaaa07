package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final long INTERVAL = 60_000;

    private long elapsed = 5_000;
    private final Cadence cadence = new Cadence(
            new ExecutionSettings(new StartPosition.Earliest(), Emit.CHANGES, 1, INTERVAL, 4 * INTERVAL, 500),
            new ServerClock(() -> elapsed, Clock.systemUTC()));

    @Test
    void theIntervalCountsFromTheBeginningOfAReading() {
        assertThat(cadence.dueInMs()).isZero();
        assertThat(dueAfter(10_000, true)).isEqualTo(INTERVAL - 10_000);
    }

    @Test
    void aReadingThatOutlastsTheIntervalIsFollowedByAPauseAllTheSame() {
        assertThat(dueAfter(7 * INTERVAL, true)).isEqualTo(INTERVAL / 4);
        assertThat(dueAfter(7 * INTERVAL, false)).isEqualTo(INTERVAL / 2);
    }

    @Test
    void whatRestsIsReadEverMoreSeldomUpToTheLongestIntervalAndAtOnceOftenAgain() {
        assertThat(dueAfter(0, false)).isEqualTo(2 * INTERVAL);
        assertThat(dueAfter(0, false)).isEqualTo(4 * INTERVAL);
        assertThat(dueAfter(0, false)).isEqualTo(4 * INTERVAL);
        assertThat(dueAfter(0, true)).isEqualTo(INTERVAL);
    }

    private long dueAfter(long took, boolean active) {
        cadence.began();
        elapsed += took;
        cadence.ended(active);
        return cadence.dueInMs();
    }
}
