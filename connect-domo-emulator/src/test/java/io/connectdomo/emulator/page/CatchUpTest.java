package io.connectdomo.emulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connector has caught up when the rows are where the rate before the fault would have brought them. */
class CatchUpTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PER_SECOND = 20;

    private final List<RowsWritten> commits = new ArrayList<>();

    @Test
    void aBacklogThatComesAtOnceIsCaughtUpWithTheFirstCommit() {
        steady(0, 30);
        commit(62, 32 * PER_SECOND);
        CatchUp after = CatchUp.of(commits, at(31), at(60));
        assertThat(after.firstCommit()).contains(Duration.ofSeconds(2));
        assertThat(after.caughtUp()).contains(Duration.ofSeconds(2));
    }

    @Test
    void aBacklogThatComesBitByBitIsCaughtUpWhenTheLineIsReached() {
        steady(0, 30);
        commit(61, 10 * PER_SECOND);
        commit(64, 10 * PER_SECOND);
        assertThat(CatchUp.of(commits, at(31), at(60)).caughtUp()).isEmpty();
        commit(67, 17 * PER_SECOND);
        CatchUp after = CatchUp.of(commits, at(31), at(60));
        assertThat(after.firstCommit()).contains(Duration.ofSeconds(1));
        assertThat(after.caughtUp()).contains(Duration.ofSeconds(7));
    }

    @Test
    void withoutARateBeforeOnlyTheFirstCommitIsTold() {
        commit(30, 60);
        commit(61, 10);
        CatchUp after = CatchUp.of(commits, at(31), at(60));
        assertThat(after.firstCommit()).contains(Duration.ofSeconds(1));
        assertThat(after.caughtUp()).isEmpty();
    }

    @Test
    void whileNothingCameNothingIsTold() {
        steady(0, 30);
        assertThat(CatchUp.of(commits, at(31), at(60)).firstCommit()).isEmpty();
    }

    @Test
    void commitsDuringTheFaultCount() {
        steady(0, 63);
        CatchUp after = CatchUp.of(commits, at(31), at(60));
        assertThat(after.caughtUp()).contains(Duration.ofSeconds(3));
    }

    @Test
    void everyDataSetThatWasWrittenRegularlyMustComeAgain() {
        commit("rarely", 1, 5);
        for (int second = 2; second <= 30; second += 4) {
            commit("orders", second, 10);
            commit("items", second + 1, 10);
        }
        commit("orders", 62, 20);
        assertThat(CatchUp.of(commits, at(31), at(60)).allAgain()).isEmpty();
        commit("items", 64, 20);
        CatchUp after = CatchUp.of(commits, at(31), at(60));
        assertThat(after.allAgain()).contains(Duration.ofSeconds(4));
        assertThat(after.caughtUp())
                .as("40 rows of the 170 that the rate would have brought")
                .isEmpty();
    }

    private void steady(int from, int to) {
        for (int second = from; second <= to; second += 3) {
            commit(second, 3 * PER_SECOND);
        }
    }

    private void commit(int second, long rows) {
        commit("orders", second, rows);
    }

    private void commit(String dataSet, int second, long rows) {
        commits.add(new RowsWritten(dataSet, at(second), rows));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
