package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.ChangeEvents;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** A change to something that a column can't hold does not leave the row before it standing. */
class UnrepresentableRowsTest extends EmulatorTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "until",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.NanoTimestamp")
                            .optional()
                            .build())
            .build();

    private final ChangeEvents events = new ChangeEvents(true);
    private final List<String> errants = new ArrayList<>();

    private void change(String op, String item, long until) {
        Struct row = new Struct(ROW).put("id", 1L).put("item", item).put("until", until);
        topics.add(ORDERS_0, events.key(1), events.event(op, null, row), null);
    }

    /** The one row, after it was changed to one whose date is infinite. */
    private Map<String, Object> changed(String action) {
        String id = domo.createDataSet(
                "prices",
                List.of(
                        new ColumnSpec("id", ColumnType.LONG, true),
                        new ColumnSpec("item", ColumnType.STRING, false),
                        new ColumnSpec("until", ColumnType.DATETIME, false)));
        Map<String, String> config =
                config(id, "record.format", "debezium", "write.mode", "upsert", "unrepresentable.value.action", action);
        config.put("name", "infinite-" + action);
        change("c", "old", 0);
        ScriptedWorker worker = start(
                config,
                (record, error) -> {
                    errants.add(error.getMessage());
                    return CompletableFuture.completedFuture(null);
                },
                ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        change("u", "new", Long.MAX_VALUE);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(new Beans("infinite-" + action).dataSet(id, "unrepresentable-values-total"))
                .isEqualTo(action.equals("fail") ? 0 : 1);
        assertThat(domo.rows(id)).hasSize(1);
        return domo.rows(id).get(0);
    }

    @Test
    void failIsErrantInWordsThatNameTheKey() {
        assertThat(changed("fail")).containsEntry("item", "old");
        assertThat(errants)
                .singleElement()
                .satisfies(why -> assertThat(why).contains("field 'until'", "unrepresentable.value.action"));
    }

    @Test
    void nullLeavesTheRestOfTheRow() {
        assertThat(changed("null")).containsEntry("item", "new").containsEntry("until", null);
        assertThat(errants).isEmpty();
    }

    @Test
    void clampHasTheLastMomentThatThereIs() {
        Map<String, Object> row = changed("clamp");
        assertThat(row).containsEntry("item", "new");
        assertThat(row.get("until").toString()).startsWith("9999-12-31T23:59:59");
        assertThat(errants).isEmpty();
    }
}
