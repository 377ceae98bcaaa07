package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.SimulatedHttp.Passage;
import io.connectdomo.sink.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the matrices build on: the wire stops at its point, whatever else arrives in the same moment. */
class WireTest {
    private final Simulation simulation = new Simulation();
    private final Wire wire = new Wire(simulation.time(), TakeOver.none());
    private final List<String> ended = new ArrayList<>();

    @AfterEach
    void stop() {
        simulation.close();
    }

    private void send(String path) {
        simulation.time().start(0, () -> {
            try (Passage passage = wire.begin("PUT", path)) {
                if (passage.arrives() && passage.returns()) {
                    ended.add(path);
                }
            }
        });
    }

    /** An upsert's two uploads start side by side. */
    @Test
    void ofTwoThatArriveTogetherTheFirstStopsAndTheOtherBehindIt() {
        wire.arm(Freeze.arriving(Freeze.Request.START, Freeze.Fate.LANDS));
        send("/1/uploads");
        send("/2/uploads");
        simulation.time().sleep(100);
        assertThat(ended).isEmpty();
        assertThat(wire.reached()).isTrue();
        wire.goOn();
        simulation.time().sleep(100);
        assertThat(ended).containsExactlyInAnyOrder("/1/uploads", "/2/uploads");
    }

    @Test
    void onlyTheKindThatItIsArmedForCounts() {
        wire.arm(Freeze.after(Freeze.Request.PART, 2));
        send("/uploads");
        send("/parts/1");
        simulation.time().sleep(100);
        assertThat(wire.reached()).isFalse();
        send("/parts/2");
        simulation.time().sleep(100);
        assertThat(wire.reached()).isTrue();
        assertThat(ended).containsExactlyInAnyOrder("/uploads", "/parts/1", "/parts/2");
        send("/parts/3");
        simulation.time().sleep(100);
        assertThat(ended).doesNotContain("/parts/3");
    }

    @Test
    void whatADeadProcessHadOnItsWayLandsAndNothingElse() {
        wire.arm(Freeze.arriving(Freeze.Request.COMMIT, Freeze.Fate.LANDS));
        send("/1/commit");
        send("/2/commit");
        simulation.time().sleep(100);
        wire.die();
        simulation.time().sleep(100);
        assertThat(ended).isEmpty();
        wire.release();
        simulation.time().sleep(100);
        assertThat(ended).hasSize(1);
        assertThat(wire.landed()).isTrue();
        assertThat(wire.isIdle()).isTrue();
    }
}
