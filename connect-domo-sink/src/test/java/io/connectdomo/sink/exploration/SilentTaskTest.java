package io.connectdomo.sink.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.exploration.Plan.Mode;
import io.connectdomo.sink.exploration.Plan.Topic;
import io.connectdomo.sink.exploration.Step.Rebalance.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A task whose process stood still loses its partitions and hears of it in its next poll. The framework asks it for offsets before that:
 * what it took before must not be written then, over what the next owner has written meanwhile.
 */
class SilentTaskTest {
    private static final Map<String, String> CONFIG = Map.of(
            "commit.interval.ms", "5000",
            "commit.timeout.ms", "1000",
            "commit.resolve.grace.ms", "300",
            "domo.request.timeout.ms", "2000",
            "domo.retry.backoff.ms", "20");

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"UPSERT", "DOCUMENT", "FILE"})
    void writesNothingBeforeItHasPolled(Mode mode) throws IOException {
        List<Step> steps = List.of(
                new Step.Rebalance(Kind.COOPERATIVE, 1),
                new Step.Produce(0, 20, 0, 1),
                new Step.Iterate(1, 3),
                new Step.Produce(0, 20, 0, 2),
                new Step.Rebalance(Kind.LOST, 0),
                new Step.Iterate(0, 200),
                new Step.Stall(60_000), // the framework's interval of asking for offsets
                new Step.Iterate(1, 100));
        Plan plan = new Plan(1, List.of(new Topic("a", 1, mode, 0, false, false)), CONFIG, 150, 30, steps);
        try (Explorer explorer = new Explorer()) {
            assertThat(explorer.fails(plan)).isEmpty();
        }
    }
}
