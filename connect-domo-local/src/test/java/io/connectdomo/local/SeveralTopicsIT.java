package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One connector carries several topics to several DataSets, and one bad destination does not hold up the others. */
@SystemTest
class SeveralTopicsIT {
    private static final Column ID = Column.of("id", "LONG");

    @Test
    void overridesGiveEachTopicItsDataSetAndMode(Rig rig) {
        String orders = rig.topic("orders", 1);
        String customers = rig.topic("customers", 1);
        String clicksEast = rig.topic("clicks.east", 1);
        String clicksWest = rig.topic("clicks.west", 1);
        String ordersData = rig.dataSet(ID, Column.of("_kafka_topic", "STRING"), Column.of("_kafka_offset", "LONG"));
        String customersData = rig.dataSet(Column.key("id", "LONG"), Column.of("name", "STRING"));
        String clicksData = rig.dataSet(ID);

        Map<String, String> config = rig.config(orders, customers, clicksEast, clicksWest);
        config.put("topic.override." + orders + ".dataset.id", ordersData);
        config.put("topic.override." + orders + ".metadata.columns", "topic,offset");
        config.put("topic.override." + customers + ".dataset.id", customersData);
        config.put("topic.override." + customers + ".write.mode", "upsert");
        config.put("topic.override." + customers + ".key.fields", "id");
        config.put("topic.override./.*\\.clicks\\..*/.dataset.id", clicksData);
        rig.start(config);

        rig.topics().sendAll(orders, List.of(Json.of("id", 7), Json.of("id", 8)));
        rig.topics().send(customers, 0, "1", Json.of("id", 1, "name", "Ada"));
        rig.topics().send(customers, 0, "1", Json.of("id", 1, "name", "Ada Lovelace"));
        rig.topics().sendAll(clicksEast, List.of(Json.of("id", 100)));
        rig.topics().sendAll(clicksWest, List.of(Json.of("id", 200)));

        assertThat(rig.awaitRows(ordersData, 2))
                .containsExactlyInAnyOrder(
                        Map.of("id", "7", "_kafka_topic", orders, "_kafka_offset", "0"),
                        Map.of("id", "8", "_kafka_topic", orders, "_kafka_offset", "1"));
        assertThat(rig.awaitRows(clicksData, 2))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrder("100", "200");
        rig.await(
                "the customer's last name",
                () -> rig.dataSets().rows(customersData).equals(List.of(Map.of("id", "1", "name", "Ada Lovelace"))));
    }

    @Test
    void aFailingDestinationWaitsWhileTheOtherGoesOn(Rig rig) {
        String ill = rig.topic("ill", 1);
        String well = rig.topic("well", 1);
        String illData = rig.dataSet(ID);
        String wellData = rig.dataSet(ID);
        Map<String, String> config = rig.config(ill, well);
        config.put("topic.override." + ill + ".dataset.id", illData);
        config.put("topic.override." + well + ".dataset.id", wellData);
        Rig.Connector connector = rig.start(config);

        rig.faults().unavailable(illData);
        rig.topics().sendAll(ill, ids(1, 100));
        rig.topics().sendAll(well, ids(1, 100));
        rig.awaitRows(wellData, 100);
        rig.topics().sendAll(well, ids(101, 200));
        rig.awaitRows(wellData, 200);
        rig.awaitOffset(connector, well, 0, 200);
        assertThat(rig.stack().connect().sinkOffsets(connector.name()).entrySet())
                .as("offsets of the failing topic do not move")
                .filteredOn(offset -> offset.getKey().topic().equals(ill))
                .allSatisfy(offset -> assertThat(offset.getValue()).isZero());

        rig.faults().clear();
        rig.awaitRows(illData, 100);
        rig.awaitOffset(connector, ill, 0, 100);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(id -> Json.of("id", id)).toList();
    }
}
