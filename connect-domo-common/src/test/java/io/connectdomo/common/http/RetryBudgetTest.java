package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final DomoException later = new DomoException.Retriable("later", null, true, null);
    private final DomoException unknown = new DomoException.UnknownOutcome("lost", null);
    private final DomoException denied = new DomoException.Unauthorized("denied", 401);

    private final FakeTime time = new FakeTime();

    @Property(tries = 300)
    void everyDelayIsWithinTheExponentialBound(
            @ForAll @LongRange(min = 1, max = 5_000) long base,
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE / 2_000_000) long max,
            @ForAll @IntRange(min = 1, max = 80) int attempt,
            @ForAll long seed) {
        RetryPolicy policy = new RetryPolicy(Optional.empty(), Duration.ofMillis(base), Duration.ofMillis(max));
        RetryBudget budget = new RetryBudget(policy, new FakeTime(), new Random(seed));
        long delay = 0;
        for (int i = 0; i < attempt; i++) {
            delay = budget.nextDelayMs(later).orElseThrow();
        }
        double bound = Math.min(base * Math.pow(2, attempt - 1), (double) max);
        assertThat((double) delay).isBetween(0.0, bound);
    }

    @Test
    void delaysFillTheWholeRange() {
        RetryBudget budget = new RetryBudget(policy(Optional.empty()), time, new Random(1));
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            delays.add(budget.nextDelayMs(later).orElseThrow());
        }
        List<Long> late = delays.subList(10, delays.size());
        assertThat(late).anyMatch(delay -> delay < 1_000).anyMatch(delay -> delay > 29_000);
        assertThat(late.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(14_000.0, 16_000.0);
    }

    @Test
    void retryAfterWinsButNotOverTheBudget() {
        RetryBudget budget = new RetryBudget(policy(Optional.of(Duration.ofMinutes(2))), time, new Random(1));
        assertThat(budget.nextDelayMs(asking(Duration.ofSeconds(90)))).hasValue(90_000);
        time.advance(Duration.ofSeconds(90));
        assertThat(budget.nextDelayMs(asking(Duration.ofDays(365)))).hasValue(30_000);
        time.advance(Duration.ofSeconds(30));
        assertThat(budget.nextDelayMs(asking(Duration.ZERO))).isEmpty();
        assertThat(budget.attempts()).isEqualTo(3);
        assertThat(budget.elapsed()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aRefusalIsNeverRetried() {
        RetryBudget budget = new RetryBudget(policy(Optional.empty()), time, null);
        assertThat(budget.nextDelayMs(new DomoException.Refused("no", 400, true, "", "")))
                .isEmpty();
    }

    @Test
    void unauthorizedHasOneMinuteEvenWhenRetriesAreForEver() {
        RetryBudget budget = new RetryBudget(policy(Optional.empty()), time, new Random(1));
        time.advance(Duration.ofHours(5));
        assertThat(budget.nextDelayMs(denied)).isPresent();
        time.advance(Duration.ofSeconds(59));
        OptionalLong last = budget.nextDelayMs(denied);
        assertThat(last.orElseThrow()).isLessThanOrEqualTo(1_000);
        time.advance(Duration.ofSeconds(1));
        assertThat(budget.nextDelayMs(denied)).isEmpty();
        assertThat(budget.nextDelayMs(unknown)).isPresent();
        assertThat(budget.nextDelayMs(denied)).as("a minute of its own again").isPresent();
    }

    @Test
    void whatMayPassIsRetried() {
        RetryBudget budget = new RetryBudget(policy(Optional.of(Duration.ofMinutes(1))), time, null);
        assertThat(budget.nextDelayMs(new DomoException.Refused("login", 302, false, "", "")))
                .isPresent();
        assertThat(budget.nextDelayMs(new DomoException.Refused("gateway", 404, false, "", "")))
                .isPresent();
        assertThat(budget.nextDelayMs(new DomoException.Refused("now", 409, true, "", "")))
                .isPresent();
        assertThat(budget.nextDelayMs(new DomoException.Refused("gone", 404, true, "", "")))
                .isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(budget.nextDelayMs(new DomoException.Refused("now", 409, true, "", "")))
                .isEmpty();
    }

    @Test
    void anAnswerInBetweenGivesRightsTheirMinuteAgainAndTheWholeNothing() {
        RetryBudget budget = new RetryBudget(policy(Optional.of(Duration.ofMinutes(3))), time, new Random(1));
        assertThat(budget.nextDelayMs(denied)).isPresent();
        time.advance(Duration.ofSeconds(59));
        budget.answered();
        assertThat(budget.attempts()).isZero();
        time.advance(Duration.ofSeconds(59));
        assertThat(budget.nextDelayMs(denied)).isPresent();
        time.advance(Duration.ofSeconds(59));
        assertThat(budget.nextDelayMs(denied)).isPresent();
        budget.answered();
        time.advance(Duration.ofSeconds(3));
        assertThat(budget.nextDelayMs(later)).isEmpty();
    }

    @Test
    void whatIsLeftIsTheMinuteWhileDomoRefusesAndTheWholeOtherwise() {
        RetryBudget budget = new RetryBudget(policy(Optional.of(Duration.ofMinutes(10))), time, new Random(1));
        assertThat(budget.nextDelayMs(later)).isPresent();
        assertThat(budget.leftMs()).isEqualTo(600_000);
        time.advance(Duration.ofMinutes(1));
        assertThat(budget.nextDelayMs(denied)).isPresent();
        time.advance(Duration.ofSeconds(20));
        assertThat(budget.leftMs()).isEqualTo(40_000);
        assertThat(budget.refused()).isTrue();
        assertThat(budget.nextDelayMs(later)).isPresent();
        assertThat(budget.leftMs()).isEqualTo(520_000);
        assertThat(budget.refused()).isFalse();
        RetryBudget forEver = new RetryBudget(policy(Optional.empty()), time, new Random(1));
        assertThat(forEver.nextDelayMs(denied)).isPresent();
        assertThat(forEver.leftMs()).isEqualTo(60_000);
        RetryBudget tenSeconds = new RetryBudget(policy(Optional.of(Duration.ofSeconds(10))), time, new Random(1));
        assertThat(tenSeconds.nextDelayMs(denied)).isPresent();
        assertThat(tenSeconds.leftMs()).isEqualTo(10_000);
    }

    @Test
    void unauthorizedDoesNotProlongTheBudget() {
        RetryBudget budget = new RetryBudget(policy(Optional.of(Duration.ofSeconds(10))), time, new Random(1));
        time.advance(Duration.ofSeconds(10));
        assertThat(budget.nextDelayMs(denied)).isEmpty();
    }

    @Test
    void callRepeatsUntilItSucceeds() {
        int[] calls = {0};
        String result = Retries.call(budget(Duration.ofMinutes(10)), time, () -> {
            if (++calls[0] < 4) {
                throw calls[0] == 2 ? unknown : later;
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(calls[0]).isEqualTo(4);
        assertThat(time.sleeps()).hasSize(3);
    }

    @Test
    void callEndsWithTheBudgetAndThrowsTheLastFailure() {
        assertThatThrownBy(() -> Retries.call(budget(Duration.ofSeconds(5)), time, () -> {
                    throw later;
                }))
                .isSameAs(later);
        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anInterruptEndsCallAndStays() {
        assertThatThrownBy(() -> Retries.call(
                        budget(Duration.ofMinutes(1)),
                        duration -> {
                            throw new InterruptedException("stop");
                        },
                        () -> {
                            throw unknown;
                        }))
                .isSameAs(unknown);
        assertThat(Thread.interrupted()).isTrue();
    }

    private RetryBudget budget(Duration timeout) {
        return new RetryBudget(policy(Optional.of(timeout)), time, new Random(7));
    }

    private static DomoException asking(Duration retryAfter) {
        return new DomoException.Retriable("later", null, true, retryAfter);
    }

    private static RetryPolicy policy(Optional<Duration> timeout) {
        return new RetryPolicy(timeout, Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
