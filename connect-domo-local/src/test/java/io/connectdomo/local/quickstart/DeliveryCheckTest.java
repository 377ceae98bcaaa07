package io.connectdomo.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {
    @Test
    void everyNumberOnceInAnyOrderIsExact() {
        DeliveryCheck check = DeliveryCheck.of(3, List.of(3L, 1L, 2L));

        assertThat(check.isExact()).isTrue();
        assertThat(check.words()).isEqualTo("all 3 orders are in the DataSet, each exactly once");
    }

    @Test
    void nothingProducedAndNothingFoundIsExact() {
        assertThat(DeliveryCheck.of(0, List.of()).isExact()).isTrue();
    }

    @Test
    void namesWhatIsMissingDoubledAndNeverSent() {
        DeliveryCheck check = DeliveryCheck.of(5, List.of(1L, 2L, 2L, 2L, 4L, 6L, -1L));

        assertThat(check.isExact()).isFalse();
        assertThat(check.missing()).containsExactly(3L, 5L);
        assertThat(check.doubled()).containsExactly(2L);
        assertThat(check.unexpected()).containsExactly(-1L, 6L);
        assertThat(check.words()).isEqualTo("of 5 orders: 2 missing (3, 5), 1 double (2), 2 never sent (-1, 6)");
    }

    @Test
    void longListsAreCutShort() {
        assertThat(DeliveryCheck.of(100, List.of()).words())
                .startsWith("of 100 orders: 100 missing (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …)");
    }
}
