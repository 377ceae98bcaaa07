package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks come and go, a worker dies: no record is lost, and none doubles when the stop was graceful. */
@SystemTest
class RestartIT {
    private static final int PARTITIONS = 4;
    private static final int RECORDS = 4_000;
    private static final List<Integer> ALL =
            IntStream.rangeClosed(1, RECORDS).boxed().toList();

    @Test
    void twoTasksShareThePartitionsAndARestartNeitherLosesNorDoubles(Rig rig) {
        String topic = rig.topic(PARTITIONS);
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        Map<String, String> config = rig.config(topic, dataSet, "append");
        config.put("tasks.max", "2");
        Rig.Connector connector = rig.start(config);

        send(rig, topic, 1, RECORDS / 4);
        rig.await("a first commit", () -> rig.dataSets().count(dataSet) > 0);
        send(rig, topic, RECORDS / 4 + 1, RECORDS / 2);
        connector.restart();
        send(rig, topic, RECORDS / 2 + 1, RECORDS);
        connector.restart();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            rig.awaitOffset(connector, topic, partition, RECORDS / PARTITIONS);
        }

        rig.await("all rows", () -> rig.dataSets().count(dataSet) >= RECORDS);
        assertThat(ids(rig, dataSet)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void aKilledWorkerLosesNothing(Rig rig) {
        String topic = rig.topic(PARTITIONS);
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        Map<String, String> config = rig.config(topic, dataSet, "append");
        config.put("commit.interval.ms", "3000");
        Rig.Connector connector = rig.start(config);
        send(rig, topic, 1, RECORDS / 2);
        rig.await("a first commit", () -> rig.dataSets().count(dataSet) > 0);
        send(rig, topic, RECORDS / 2 + 1, RECORDS);
        assertThat(rig.dataSets().count(dataSet)).as("rows before the kill").isLessThan(RECORDS);

        Worker worker = rig.stack().workers().get(0);
        worker.kill();
        worker.restart();
        connector.awaitRunning();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            rig.awaitOffset(connector, topic, partition, RECORDS / PARTITIONS);
        }

        rig.await("all rows", () -> rig.dataSets().count(dataSet) >= RECORDS);
        assertThat(ids(rig, dataSet).stream().distinct()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    private static void send(Rig rig, String topic, int from, int to) {
        for (int id = from; id <= to; id++) {
            rig.topics().send(topic, id % PARTITIONS, null, Json.of("id", id));
        }
        rig.topics().flush();
    }

    private static List<Integer> ids(Rig rig, String dataSet) {
        return rig.dataSets().rows(dataSet).stream()
                .map(row -> Integer.valueOf(row.get("id")))
                .toList();
    }
}
