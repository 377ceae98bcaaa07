package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenTest {
    private static final long T = Scenario.EPOCH;

    /** Whichever of the twins was emitted, and wherever it stands in their order. */
    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30})
    void ofTwinsThoseWithOtherTextsAreStillToBeEmitted(int emitted) {
        Seen seen = new Seen();
        seen.add(row(1, emitted));
        List<LogRow> rest = seen.unaccounted(List.of(row(1, 10), row(1, 20), row(1, 30)));
        assertThat(rest).extracting(LogRow::content).hasSize(2).doesNotContain(emitted);
    }

    @Test
    void equalTwinsAreCounted() {
        Seen seen = new Seen();
        seen.add(row(1, 10));
        seen.add(row(1, 10));
        assertThat(seen.unaccounted(List.of(row(1, 10), row(1, 10)))).isEmpty();
        assertThat(seen.unaccounted(List.of(row(1, 10), row(1, 10), row(1, 10))))
                .hasSize(1);
    }

    @Test
    void aChangedTextTakesThePlaceOfTheOneEmitted() {
        Seen seen = new Seen();
        seen.add(row(1, 10));
        assertThat(seen.unaccounted(List.of(row(1, 99)))).isEmpty();
        assertThat(seen.unaccounted(List.of(row(1, 98), row(1, 99)))).hasSize(1);
    }

    @Test
    void anotherIdentityOfTheSameTimeAccountsForNothing() {
        Seen seen = new Seen();
        seen.add(row(2, 10));
        assertThat(seen.unaccounted(List.of(row(1, 10)))).hasSize(1);
    }

    private static LogRow row(int identity, int content) {
        return new LogRow(T, 0, identity, content, null);
    }
}
