package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each write mode, through the packaged plugin, from the topic to rows that can be queried. */
@SystemTest
class WriteModesIT {
    private static final Column ID = Column.of("id", "LONG");
    private static final Column KEY = Column.key("id", "LONG");
    private static final Column NAME = Column.of("name", "STRING");

    @Test
    void appendAddsEveryRecord(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(ID, NAME, Column.of("price", "DECIMAL"), Column.of("at", "DATETIME"));
        rig.start(rig.config(topic, dataSet, "append"));

        rig.topics()
                .sendAll(
                        topic,
                        List.of(
                                Json.of("id", 1, "name", "kettle", "price", 39.95, "at", "2026-05-04T03:02:01Z"),
                                Json.of("id", 1, "name", "kettle", "price", 39.95, "at", "2026-05-04T03:02:01Z"),
                                Json.of("id", 2, "name", null)));

        List<Map<String, String>> rows = rig.awaitRows(dataSet, 3);
        assertThat(rows).extracting(row -> row.get("id")).containsExactlyInAnyOrder("1", "1", "2");
        assertThat(rows)
                .filteredOn(row -> "1".equals(row.get("id")))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("name", "kettle")
                        .containsEntry("price", "39.95")
                        .hasEntrySatisfying("at", at -> assertThat(at).matches("2026-05-04[T ]03:02:01(\\.0+)?Z?")));
        assertThat(rows)
                .filteredOn(row -> "2".equals(row.get("id")))
                .allSatisfy(row -> assertThat(row).containsEntry("name", null).containsEntry("price", null));
    }

    @Test
    void replaceShowsOneWholeSnapshotAtATime(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(ID, NAME);
        Map<String, String> config = rig.config(topic, dataSet, "replace");
        config.put("replace.boundary", "idle");
        config.put("replace.snapshot.idle.ms", "2000");
        rig.start(config);

        rig.topics().sendAll(topic, snapshot(1, 30));
        rig.awaitRows(dataSet, 30);
        rig.topics().sendAll(topic, snapshot(31, 40));
        rig.await("second snapshot", () -> rig.dataSets().count(dataSet) != 30);

        assertThat(rig.dataSets().rows(dataSet))
                .extracting(row -> Integer.valueOf(row.get("id")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(31, 40).boxed().toList());
        assertThat(rig.dataSets().commits(dataSet)).hasSize(2);
    }

    @Test
    void upsertKeepsTheLastValueOfEachKeyAndTombstonesDelete(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(KEY, NAME);
        Map<String, String> config = rig.config(topic, dataSet, "upsert");
        config.put("key.fields", "id");
        Rig.Connector connector = rig.start(config);

        send(rig, topic, 1, "one");
        send(rig, topic, 2, "two");
        send(rig, topic, 3, "three");
        send(rig, topic, 1, "uno");
        rig.awaitRows(dataSet, 3);
        send(rig, topic, 2, "dos");
        rig.topics().send(topic, 0, "3", null);
        send(rig, topic, 4, "four");
        rig.topics().send(topic, 0, "4", null);
        rig.topics().flush();
        rig.awaitOffset(connector, topic, 0, 8);

        rig.await("both rows", () -> rig.dataSets().count(dataSet) == 2);
        assertThat(rig.dataSets().rows(dataSet))
                .containsExactlyInAnyOrder(Map.of("id", "1", "name", "uno"), Map.of("id", "2", "name", "dos"));
    }

    @Test
    void deleteRemovesTheRowsOfTheKeys(Rig rig) {
        String filled = rig.topic();
        String removals = rig.topic();
        String dataSet = rig.dataSet(KEY, NAME);
        Map<String, String> fill = rig.config(filled, dataSet, "upsert");
        fill.put("key.fields", "id");
        rig.start(fill);
        IntStream.rangeClosed(1, 5).forEach(id -> send(rig, filled, id, "n" + id));
        rig.awaitRows(dataSet, 5);

        Map<String, String> config = rig.config(removals, dataSet, "delete");
        config.put("key.fields", "id");
        Rig.Connector connector = rig.start(config);
        send(rig, removals, 2, "whatever");
        rig.topics().send(removals, 0, "4", null);
        send(rig, removals, 99, "was never there");
        rig.topics().flush();
        rig.awaitOffset(connector, removals, 0, 3);

        rig.await("three rows", () -> rig.dataSets().count(dataSet) == 3);
        assertThat(rig.dataSets().rows(dataSet))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrder("1", "3", "5");
    }

    private static List<String> snapshot(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> Json.of("id", id, "name", "n" + id))
                .toList();
    }

    private static void send(Rig rig, String topic, int id, String name) {
        rig.topics().send(topic, 0, Integer.toString(id), Json.of("id", id, "name", name));
    }
}
