package io.connectdomo.sink.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetsByKindTest {
    private static final RetryPolicy A_MINUTE =
            new RetryPolicy(Optional.of(Duration.ofMinutes(1)), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final DomoException later = new DomoException.Retriable("later", null, true, null);
    private long now;
    private final BudgetsByKind budgets = new BudgetsByKind(() -> new RetryBudget(A_MINUTE, () -> now, new Random(1)));

    private abstract static class Once implements Call {
        @Override
        public String what() {
            return "call";
        }

        @Override
        public Step attempt() {
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            throw new AssertionError("Not called", cause);
        }
    }

    private static final class Part extends Once {}

    private static class Commit extends Once {}

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void anOperationThatIsBegunAgainGoesOnWithWhatIsLeft() {
        assertThat(budgets.nextDelayMs(new Part(), later)).isPresent();
        pass(59);
        assertThat(budgets.nextDelayMs(new Part(), later).orElseThrow()).isLessThanOrEqualTo(1_000);
        pass(1);
        assertThat(budgets.nextDelayMs(new Part(), later)).isEmpty();
    }

    @Test
    void anAnswerGivesTheWholeTimeBack() {
        assertThat(budgets.nextDelayMs(new Part(), later)).isPresent();
        pass(60);
        budgets.answered(new Part());
        assertThat(budgets.nextDelayMs(new Part(), later)).isPresent();
    }

    @Test
    void anOperationWithABudgetOfItsOwnSpendsThatOneOnly() {
        RetryBudget own = budgets.fresh();
        Call commit = new Commit() {
            @Override
            public Optional<RetryBudget> ownBudget() {
                return Optional.of(own);
            }
        };
        pass(59);
        assertThat(budgets.leftMs(commit)).isEqualTo(1_000);
        pass(1);
        assertThat(budgets.nextDelayMs(commit, later)).isEmpty();
        assertThat(budgets.nextDelayMs(new Commit(), later)).isPresent();
    }

    @Test
    void oneKindLivesOnItsOwnTime() {
        assertThat(budgets.nextDelayMs(new Part(), later)).isPresent();
        pass(60);
        assertThat(budgets.nextDelayMs(new Commit(), later)).isPresent();
        budgets.answered(new Commit());
        assertThat(budgets.nextDelayMs(new Part(), later)).isEmpty();
    }
}
