package io.connectdomo.common.metrics;

import static io.connectdomo.common.metrics.SinkDestinationMetric.OLDEST_AGE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.OPEN_BYTES;
import static io.connectdomo.common.metrics.SinkDestinationMetric.ROWS;
import static io.connectdomo.common.metrics.SinkDestinationMetric.WAITING_LEFT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AggregateTest {
    private final Aggregate<SinkDestinationMetric> all = new Aggregate<>(SinkDestinationMetric.class);

    private Readings<SinkDestinationMetric> member(long rows, long openBytes, long oldest, long left) {
        Readings<SinkDestinationMetric> readings = new Readings<>(SinkDestinationMetric.class);
        readings.add(ROWS, rows);
        readings.set(OPEN_BYTES, openBytes);
        readings.set(OLDEST_AGE, oldest);
        readings.set(WAITING_LEFT, left);
        all.add(readings);
        return readings;
    }

    @Test
    void countsAndAmountsAddUpAndOfAgesTheLongestCounts() {
        member(10, 5, 300, -1);
        member(20, 7, 100, 4_000);
        member(0, 0, 200, 9_000);
        assertThat(all.get(ROWS)).isEqualTo(30);
        assertThat(all.get(OPEN_BYTES)).isEqualTo(12);
        assertThat(all.get(OLDEST_AGE)).isEqualTo(300);
        assertThat(all.get(WAITING_LEFT)).as("-1 is none").isEqualTo(4_000);
    }

    @Test
    void whatGoesLeavesItsCountsSoThatNoCounterFalls() {
        Readings<SinkDestinationMetric> gone = member(10, 5, 300, 50);
        member(20, 7, 100, -1);
        all.remove(gone);
        all.remove(gone);
        assertThat(all.get(ROWS)).isEqualTo(30);
        assertThat(all.get(OPEN_BYTES)).isEqualTo(7);
        assertThat(all.get(OLDEST_AGE)).isEqualTo(100);
        assertThat(all.get(WAITING_LEFT)).isEqualTo(-1);
    }

    @Test
    void nothingIsNothing() {
        assertThat(all.get(ROWS)).isZero();
        assertThat(all.get(OLDEST_AGE)).isZero();
        assertThat(all.get(WAITING_LEFT)).isEqualTo(-1);
    }

    @Test
    void theLargestOfAMinuteIsForgottenAfterIt() {
        AtomicLong now = new AtomicLong();
        RecentMax recent = new RecentMax(now::get);
        assertThat(recent.get()).isEqualTo(-1);
        recent.record(50);
        now.set(30_000);
        recent.record(20);
        recent.record(30);
        assertThat(recent.get()).isEqualTo(50);
        now.set(60_001);
        assertThat(recent.get()).isEqualTo(30);
        now.set(90_001);
        assertThat(recent.get()).isEqualTo(-1);
    }
}
