package io.connectdomo.sink.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPaceTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sixtyAtOnceAndNeverMoreThanAMinuteMayHave(boolean onlyTask) {
        SearchPace pace = new SearchPace(onlyTask);
        ArrayDeque<Long> lastMinute = new ArrayDeque<>();
        int atOnce = 0;
        int all = 0;
        int most = 0;
        for (long now = -500_000; now < 0; now += 100) {
            long minuteAgo = now - 60_000;
            lastMinute.removeIf(taken -> taken < minuteAgo);
            while (pace.take(now)) {
                lastMinute.add(now);
                atOnce += now == -500_000 ? 1 : 0;
                all++;
            }
            assertThat(pace.nextMs(now)).isBetween(now + 1, now + 1_000);
            most = Math.max(most, lastMinute.size());
        }
        assertThat(atOnce).isEqualTo(60);
        assertThat(most).isLessThanOrEqualTo(onlyTask ? 181 : 121);
        assertThat(all).isGreaterThan(onlyTask ? 1_000 : 500);
    }
}
