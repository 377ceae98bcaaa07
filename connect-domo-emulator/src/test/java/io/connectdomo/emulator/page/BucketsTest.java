package io.connectdomo.emulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A commit stays in its bucket while time goes on, and leaves with it. */
class BucketsTest {
    private static final Buckets BUCKETS = new Buckets(Duration.ofSeconds(2), 3);

    @Test
    void countsByTheClock() {
        List<RowsWritten> commits =
                List.of(commit(3_999, 1), commit(4_000, 10), commit(5_999, 100), commit(8_000, 1000));
        assertThat(BUCKETS.of(commits, Instant.ofEpochMilli(8_500))).containsExactly(110, 0, 1000);
        assertThat(BUCKETS.begin(Instant.ofEpochMilli(8_500))).isEqualTo(Instant.ofEpochMilli(4_000));
        assertThat(BUCKETS.of(commits, Instant.ofEpochMilli(9_999))).containsExactly(110, 0, 1000);
        assertThat(BUCKETS.of(commits, Instant.ofEpochMilli(10_000))).containsExactly(0, 1000, 0);
    }

    private static RowsWritten commit(long millis, long rows) {
        return new RowsWritten("orders", Instant.ofEpochMilli(millis), rows);
    }
}
