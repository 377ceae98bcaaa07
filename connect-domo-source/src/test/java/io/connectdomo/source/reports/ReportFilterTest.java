package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Less than is wanted is read only where there is proof, on simulated time. */
class ReportFilterTest {
    private static final Optional<String> ALL = Optional.of("ALL");
    private static final long INTERVAL = 30_000;
    private static final long HOUR = 3_600_000;

    private long now = 5;
    private final ReportFilter filter = new ReportFilter("ALL", INTERVAL, () -> now);

    @Test
    void oneRefusalIsNoProof() {
        assertThatThrownBy(() -> filter.refused(status(400)))
                .isInstanceOf(DomoException.Retriable.class)
                .hasMessageContaining("report.history.filter=ALL");
        now += INTERVAL - 1;
        assertThatThrownBy(() -> filter.refused(status(400))).isInstanceOf(DomoException.Retriable.class);
        assertThat(filter.toAsk(false)).isEqualTo(ALL);
        now += 1;
        filter.refused(status(400));
        assertThat(filter.narrowed()).isTrue();
        assertThat(filter.toAsk(false)).isEmpty();
    }

    @Test
    void aSuccessBetweenTwoRefusalsMakesThemTwoFirstOnes() {
        assertThatThrownBy(() -> filter.refused(status(400))).isInstanceOf(DomoException.Retriable.class);
        filter.taken(ALL);
        now += HOUR - 1;
        assertThatThrownBy(() -> filter.refused(status(400))).isInstanceOf(DomoException.Retriable.class);
    }

    @Test
    void whatWasTakenOnceIsWaitedForLonger() {
        filter.taken(ALL);
        assertThatThrownBy(() -> filter.refused(status(400))).isInstanceOf(DomoException.Retriable.class);
        now += HOUR - 1;
        assertThatThrownBy(() -> filter.refused(status(400))).isInstanceOf(DomoException.Retriable.class);
        now += 1;
        filter.refused(status(400));
        assertThat(filter.narrowed()).isTrue();
    }

    @Test
    void whatIsTakenAgainIsAskedForAgain() {
        narrow();
        assertThat(filter.toAsk(true)).isEqualTo(ALL);
        filter.taken(ALL);
        assertThat(filter.narrowed()).isFalse();
        assertThat(filter.toAsk(false)).isEqualTo(ALL);
    }

    @Test
    void theOwnersPagesProveNothing() {
        narrow();
        filter.taken(Optional.empty());
        assertThat(filter.narrowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 416, 401})
    void otherRefusalsAreNotAboutTheFilter(int status) {
        assertThat(filter.mayBeRefused(ALL, status(status))).isFalse();
    }

    @Test
    void thatItIsForbiddenIsAboutTheFilterOnlyBeforeItWasEverTaken() {
        assertThat(filter.mayBeRefused(ALL, status(403))).isTrue();
        filter.taken(ALL);
        assertThat(filter.mayBeRefused(ALL, status(403))).isFalse();
        assertThat(filter.mayBeRefused(ALL, status(400))).isTrue();
        assertThat(filter.mayBeRefused(Optional.empty(), status(400))).isFalse();
    }

    @Test
    void whereOnlyTheOwnersAreWantedThereIsNothingToGiveUp() {
        assertThat(new ReportFilter("user", INTERVAL, () -> now).toAsk(true)).isEmpty();
    }

    private void narrow() {
        assertThatThrownBy(() -> filter.refused(status(400))).isInstanceOf(DomoException.Retriable.class);
        now += INTERVAL;
        filter.refused(status(400));
    }

    private static DomoException status(int status) {
        return status == 401 || status == 403
                ? new DomoException.Unauthorized("no", status)
                : new DomoException.Refused("no", status, true, "no", "");
    }
}
