package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

/**
 * Records in the shapes that Confluent's Protobuf converter makes, by its published source ({@code ProtobufData}): a oneof is a struct of
 * optional fields, an enum its name, a wrapper an optional value, uint32 a number of 64 bits. The converter itself is in no public
 * repository of Maven's, so that no test here can run it.
 */
class ProtobufShapesTest extends CreationTest {
    private static final Schema ONE_OF = SchemaBuilder.struct()
            .name("io.confluent.connect.protobuf.Union.payment")
            .optional()
            .field("card", Schema.OPTIONAL_STRING_SCHEMA)
            .field("cash", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .build();
    private static final Schema LINE = SchemaBuilder.struct()
            .name("Line")
            .optional()
            .field("sku", Schema.OPTIONAL_STRING_SCHEMA)
            .field("pieces", Schema.OPTIONAL_INT32_SCHEMA)
            .build();
    private static final Schema ORDER = SchemaBuilder.struct()
            .name("Order")
            .field("id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("payment_0", ONE_OF)
            .field(
                    "status",
                    SchemaBuilder.string()
                            .name("io.confluent.connect.protobuf.Enum.Status")
                            .parameter("io.confluent.connect.protobuf.Enum.OPEN", "0")
                            .optional()
                            .build())
            .field("wrapped", Schema.OPTIONAL_INT32_SCHEMA)
            .field("seen", Timestamp.builder().optional().build())
            .field("raw", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("lines", SchemaBuilder.array(LINE).optional().build())
            .field(
                    "labels",
                    SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .build();

    private void send(long id, Struct payment) {
        Struct order = new Struct(ORDER)
                .put("id", id)
                .put("payment_0", payment)
                .put("status", "OPEN")
                .put("seen", Date.from(Instant.parse("2024-02-29T10:15:30.007Z")))
                .put("raw", ByteBuffer.wrap(new byte[] {1, 2}))
                .put("lines", List.of(new Struct(LINE).put("sku", "a").put("pieces", 2)))
                .put("labels", Map.of("x", "y"));
        topics.add(ORDERS_0, new SchemaAndValue(null, null), new SchemaAndValue(ORDER, order), null);
    }

    private String deliver(String... more) {
        ScriptedWorker worker = start(creating(more), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        domo.index(id);
        return id;
    }

    @Test
    void everyShapeHasItsColumn() {
        send(1, new Struct(ONE_OF).put("cash", 9.5));
        String id = deliver();
        assertThat(domo.columns(id))
                .containsExactly(
                        ColumnSpec.of("id", ColumnType.LONG),
                        ColumnSpec.of("payment_0", ColumnType.STRING),
                        ColumnSpec.of("status", ColumnType.STRING),
                        ColumnSpec.of("wrapped", ColumnType.LONG),
                        ColumnSpec.of("seen", ColumnType.DATETIME),
                        ColumnSpec.of("raw", ColumnType.STRING),
                        ColumnSpec.of("lines", ColumnType.STRING),
                        ColumnSpec.of("labels", ColumnType.STRING));
        assertThat(domo.rows(id).get(0))
                .containsEntry("payment_0", "{\"card\":null,\"cash\":9.5}")
                .containsEntry("status", "OPEN")
                .containsEntry("wrapped", null)
                .containsEntry("raw", "AQI=")
                .containsEntry("lines", "[{\"sku\":\"a\",\"pieces\":2}]")
                .containsEntry("labels", "{\"x\":\"y\"}");
        assertThat(domo.rows(id).get(0).get("seen")).hasToString("2024-02-29T10:15:30.007");
    }

    @Test
    void aOneofCanBeColumnsOfItsOwn() {
        send(1, new Struct(ONE_OF).put("card", "visa"));
        String id = deliver("nested.fields", "flatten", "nested.delimiter", "_");
        assertThat(domo.rows(id).get(0)).containsEntry("payment_0_card", "visa").containsEntry("payment_0_cash", null);
    }
}
