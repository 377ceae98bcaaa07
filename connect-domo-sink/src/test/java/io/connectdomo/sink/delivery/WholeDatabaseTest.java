package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.sink.harness.ChangeEvents;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connector for a database: tables come, change their columns, are emptied, and Debezium's own topics are no tables. */
class WholeDatabaseTest extends CreationTest {
    private static final TopicPartition ORDERS = new TopicPartition("shop.public.orders", 0);
    private static final TopicPartition REFUNDS = new TopicPartition("shop.public.refunds", 0);
    private static final TopicPartition HEARTBEAT = new TopicPartition("__debezium-heartbeat.shop.x", 0);
    private static final Schema WITH_AMOUNT = SchemaBuilder.struct()
            .name("shop.orders.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.OPTIONAL_STRING_SCHEMA)
            .field("amount", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .build();

    private ScriptedWorker database(String format, TopicPartition... partitions) {
        Map<String, String> config = creating(
                "record.format", format, "write.mode", "upsert", "commit.timeout.ms", "300", "schema.evolution", "add");
        config.remove("topics");
        config.put("topics.regex", "(shop|__debezium).*");
        config.put("dataset.name", "{{topic:.*\\.(.*)}}");
        if (format.equals("debezium")) {
            config.put("truncate.action", "replace");
        }
        return start(config, partitions);
    }

    private void add(TopicPartition topic, SchemaAndValue key, SchemaAndValue value) {
        topics.add(topic, key, value, null);
    }

    private Map<Object, String> table(String name) {
        Map<Object, String> rows = new TreeMap<>();
        domo.rows(only(name)).forEach(row -> rows.put(row.get("id"), row.get("item") + " " + row.get("amount")));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyTableBecomesItsDataSetAndFollowsItsColumns(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        add(HEARTBEAT, events.heartbeatKey(), events.heartbeat());
        add(ORDERS, events.key(1), events.read(1, "a"));
        ScriptedWorker worker = database("debezium", ORDERS, HEARTBEAT);
        worker.iterateUntil("the snapshot is durable", topics::allCommitted);

        add(ORDERS, events.key(2), events.event("c", null, amount(2, "b", 2.5)));
        add(ORDERS, events.key(3), events.create(3, "without"));
        add(ORDERS, events.key(1), events.delete(1, "a"));
        worker.iterateUntil("the new column is there", topics::allCommitted);
        eventually(() -> assertThat(table("orders")).isEqualTo(Map.of(2L, "b 2.5", 3L, "without null")));

        worker.assign(List.of(REFUNDS));
        add(REFUNDS, events.key(7), events.create(7, "x"));
        add(ORDERS, new SchemaAndValue(null, null), events.truncate());
        add(ORDERS, events.key(9), events.event("c", null, amount(9, "after", 1.5)));
        worker.iterateUntil("a new table and a truncate are durable", topics::allCommitted);
        eventually(() -> {
            assertThat(table("orders")).isEqualTo(Map.of(9L, "after 1.5"));
            assertThat(table("refunds")).isEqualTo(Map.of(7L, "x null"));
        });
        assertThat(creations()).isEqualTo(2);
        assertThat(domo.columns(only("orders")))
                .filteredOn(ColumnSpec::upsertKey)
                .extracting(ColumnSpec::name)
                .containsExactly("id");
    }

    /** Neither a DataSet nor a row, whatever the format and with schemas or without. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeartbeatTopicBecomesNoDataSet(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        for (String format : List.of("plain", "debezium")) {
            add(HEARTBEAT, events.heartbeatKey(), events.heartbeat());
            add(HEARTBEAT, events.heartbeatKey(), events.heartbeat());
            ScriptedWorker worker = database(format, HEARTBEAT);
            worker.iterateUntil(format + ": passed over", () -> {
                worker.commitOffsets();
                return topics.allCommitted();
            });
            worker.crash();
        }
        assertThat(creations()).isZero();
    }

    private static Struct amount(long id, String item, double amount) {
        return new Struct(WITH_AMOUNT).put("id", id).put("item", item).put("amount", amount);
    }
}
