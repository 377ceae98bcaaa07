package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UrlSlicesTest {
    private static final int FIXED = 100;

    @Test
    void aSliceEndsBeforeTheFirstCharacterTooMany() {
        String half = "a".repeat(3_900);
        // An encoded comma has three characters: 100 + 3900 + 3 + 3996 = 7999.
        assertThat(slices(half, "b".repeat(3_996))).hasSize(1);
        assertThat(slices(half, "b".repeat(3_997))).hasSize(2);
    }

    @Test
    void aValueThatFitsNowhereIsRefused() {
        assertThat(slices("a".repeat(7_899))).hasSize(1);
        assertThatThrownBy(() -> slices("a".repeat(7_900))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<String>> slices(String... values) {
        return UrlSlices.of(
                List.of(values), value -> FIXED + value.replace(",", "%2C").length());
    }
}
