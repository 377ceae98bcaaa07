package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Domo says no to a commit: the task stops with Domo's words, its offsets stay, and a restart brings everything. */
@SystemTest
class RefusedCommitIT {
    private static final String MESSAGE = "The DataSet is locked by its owner";
    private static final String TOE = "BH3HHD53Y3-BZGE0-DQSG3";

    @Test
    void aRefusedCommitStopsTheTaskWithDomosWordsAndNothingIsLost(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        Rig.Connector connector = rig.start(rig.config(topic, dataSet, "append"));
        rig.faults().refuseCommits(dataSet, MESSAGE, TOE);

        List<Integer> ids = IntStream.rangeClosed(1, 50).boxed().toList();
        rig.topics().sendAll(topic, ids.stream().map(id -> Json.of("id", id)).toList());
        assertThat(connector.awaitFailure()).contains(MESSAGE, TOE, dataSet);
        assertThat(rig.dataSets().count(dataSet)).isZero();

        rig.faults().clear();
        rig.stack().connect().restart(connector.name());
        rig.await("all rows", () -> rig.dataSets().count(dataSet) == ids.size());
        assertThat(rig.dataSets().rows(dataSet))
                .extracting(row -> Integer.valueOf(row.get("id")))
                .containsExactlyInAnyOrderElementsOf(ids);
        rig.awaitOffset(connector, topic, 0, ids.size());
    }
}
