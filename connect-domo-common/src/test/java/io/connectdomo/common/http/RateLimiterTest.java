package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final FakeTime time = new FakeTime();

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 7, 100})
    void inTheLongRunTheRateHolds(double perSecond) throws InterruptedException {
        RateLimiter limiter = new RateLimiter(perSecond, time, time);
        long startedAt = time.getAsLong();
        int requests = 1_000;
        for (int i = 0; i < requests; i++) {
            assertThat(limiter.acquire(LONG)).isTrue();
        }
        double seconds = (time.getAsLong() - startedAt) / 1e9;
        double atOnce = Math.max(1, perSecond);
        assertThat(seconds).isBetween((requests - atOnce) / perSecond * 0.999, requests / perSecond);
    }

    @Test
    void zeroIsNoLimit() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(0, time, time);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.acquire(Duration.ZERO)).isTrue();
        }
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aTurnThatWouldComeTooLateIsNotTaken() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(1, time, time);
        assertThat(limiter.acquire(Duration.ofMillis(100))).isTrue();
        assertThat(limiter.acquire(Duration.ofMillis(100))).isFalse();
        assertThat(time.sleeps()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(limiter.acquire(Duration.ZERO)).isTrue();
    }
}
