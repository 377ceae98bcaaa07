package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two tasks upsert records of ever other schemas, structs and maps, into one DataSet that begins with its key alone, while
 * requests fail and one of the tasks dies. At the end every key has the values of its last record.
 */
class RandomSchemasTest extends EmulatorTest {
    private static final int RECORDS = 600;
    private static final int KEYS = 60;
    private static final int FIELDS = 8;

    private final Map<Long, Map<String, Object>> reference = new TreeMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void everyKeyHasTheValuesOfItsLastRecord(long seed) {
        Random random = new Random(seed);
        String id = keyedOrders();
        domo.dialects().speak(seed % 2 == 0 ? Dialect.KEY_COLUMNS_HIDDEN : Dialect.KEY_COLUMNS_SHOWN);
        faults(random);
        Map<String, String> config = config(
                id,
                "write.mode",
                "upsert",
                "key.fields",
                "id",
                "schema.evolution",
                "add",
                "commit.interval.ms",
                "30",
                "commit.timeout.ms",
                "400",
                "domo.internal.task.count",
                "2");
        records(random, RECORDS / 2);
        ScriptedWorker one = start(config, ORDERS_0).maxPollRecords(40);
        ScriptedWorker dies = start(config, ORDERS_1).maxPollRecords(25);
        both(one, dies, "some is durable", () -> topics.committed(ORDERS_1) > 50);
        dies.crash();
        records(random, RECORDS / 2);
        ScriptedWorker next = start(config, ORDERS_1).maxPollRecords(60);
        both(one, next, "all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(reference));
    }

    private void faults(Random random) {
        for (String path : new String[] {"/**/schemas", "/**/schemas/latest", "/**/indexes", "/**/uploads"}) {
            Fault fault = random.nextBoolean() ? Fault.dropAfterWork() : Fault.status(503);
            domo.faults().add(fault.on(null, path).nth(1 + random.nextInt(4)).times(2));
        }
    }

    private static void both(ScriptedWorker one, ScriptedWorker other, String what, BooleanSupplier holds) {
        one.iterateUntil(what, () -> {
            other.iterate();
            return holds.getAsBoolean();
        });
    }

    private void records(Random random, int count) {
        for (int i = 0; i < count; i++) {
            long key = random.nextInt(KEYS);
            TopicPartition partition = key % 2 == 0 ? ORDERS_0 : ORDERS_1;
            Map<String, Object> values = values(random, i, key);
            if (random.nextBoolean()) {
                topics.add(partition, key, values);
            } else {
                topics.addStruct(partition, key, struct(values));
            }
            values.values().removeIf(value -> value == null);
            reference.put(key, values);
        }
    }

    /** Later records have later fields, but also earlier ones again. */
    private static Map<String, Object> values(Random random, int number, long key) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", key);
        values.put("item", "item " + number);
        for (int field = 0; field < 1 + number * FIELDS / RECORDS * 2; field++) {
            if (random.nextInt(3) > 0) {
                values.put("f" + field, random.nextInt(5) == 0 ? null : (Object) random.nextLong());
            }
        }
        return values;
    }

    private static Struct struct(Map<String, Object> values) {
        SchemaBuilder schema = SchemaBuilder.struct();
        values.keySet().stream().sorted().forEach(name -> schema.field(name, schemaOf(name)));
        Struct struct = new Struct(schema.build());
        values.forEach(struct::put);
        return struct;
    }

    private static Schema schemaOf(String name) {
        return switch (name) {
            case "id" -> Schema.INT64_SCHEMA;
            case "item" -> Schema.STRING_SCHEMA;
            default -> Schema.OPTIONAL_INT64_SCHEMA;
        };
    }

    private Map<Long, Map<String, Object>> content(String id) {
        Map<Long, Map<String, Object>> content = new TreeMap<>();
        domo.rows(id).forEach(row -> {
            Map<String, Object> values = new HashMap<>(row);
            values.values().removeIf(value -> value == null);
            // A column that a record without a schema has asked for first is a DECIMAL.
            values.replaceAll((name, value) -> value instanceof BigDecimal number ? number.longValueExact() : value);
            assertThat(content.put((Long) row.get("id"), values))
                    .as("a second row of the key")
                    .isNull();
        });
        return content;
    }
}
