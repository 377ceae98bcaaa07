package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the matrices build on: the wire stops at its point, whatever else arrives in the same moment. */
class WireTest {
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        wire = Wire.to("http://127.0.0.1:1", TakeOver.none());
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    /** An upsert's two uploads start side by side: both have arrived before either of them is passed on. */
    @Test
    void ofTwoThatArriveBeforeEitherIsPassedOnTheFirstStops() {
        wire.arm(Freeze.after(Freeze.Request.START, 1));

        Wire.Passage first = wire.arrive(Freeze.Request.START);
        Wire.Passage second = wire.arrive(Freeze.Request.START);

        assertThat(first.stops(Freeze.Moment.REPLIED)).isTrue();
        assertThat(second.stops(Freeze.Moment.REPLIED)).isFalse();
    }

    @Test
    void onlyTheKindThatItIsArmedForCounts() {
        wire.arm(Freeze.after(Freeze.Request.PART, 2));

        assertThat(wire.arrive(Freeze.Request.START).stops(Freeze.Moment.REPLIED))
                .isFalse();
        assertThat(wire.arrive(Freeze.Request.PART).stops(Freeze.Moment.REPLIED))
                .isFalse();
        assertThat(wire.arrive(Freeze.Request.PART).stops(Freeze.Moment.REPLIED))
                .isTrue();
        assertThat(wire.arrive(Freeze.Request.PART).stops(Freeze.Moment.REPLIED))
                .isFalse();
    }
}
