package io.connectdomo.sink.delivery;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.RequestRecord;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** What tests of {@code dataset.auto.create} share: records with schemas, and several tasks at one time. */
abstract class CreationTest extends EmulatorTest {
    static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    static final Schema VALUE = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.OPTIONAL_STRING_SCHEMA)
            .field("price", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("at", Timestamp.builder().optional().build())
            .build();

    /** With short times; task 0 of one. */
    Map<String, String> creating(String... more) {
        Map<String, String> config = config("none", more);
        config.remove("dataset.id");
        config.put("dataset.auto.create", "true");
        config.putIfAbsent("dataset.auto.create.wait.ms", "300");
        return config;
    }

    /** Task {@code number} of two. */
    Map<String, String> creatingAs(int number, String... more) {
        Map<String, String> config = creating(more);
        config.put("domo.internal.task.number", Integer.toString(number));
        config.put("domo.internal.task.count", "2");
        return config;
    }

    void row(TopicPartition partition, long id) {
        Struct value = new Struct(VALUE).put("id", id).put("item", "item " + id);
        topics.add(partition, KEY, new Struct(KEY).put("id", id), value);
    }

    void rows(TopicPartition partition, long from, long to) {
        for (long id = from; id < to; id++) {
            row(partition, id);
        }
    }

    void tombstone(TopicPartition partition, long id) {
        topics.add(partition, KEY, new Struct(KEY).put("id", id), null);
    }

    /** The loops of several workers go round in turn. */
    static void together(String what, BooleanSupplier holds, ScriptedWorker first, ScriptedWorker... others) {
        first.iterateUntil(what, () -> {
            for (ScriptedWorker other : others) {
                other.iterate();
            }
            return holds.getAsBoolean();
        });
    }

    /** The one DataSet of the name. */
    String only(String name) {
        List<String> ids = domo.dataSetsNamed(name);
        if (ids.size() != 1) {
            throw new AssertionError("DataSets named " + name + ": " + ids);
        }
        return ids.get(0);
    }

    long creations() {
        return count(domo, "POST", "/api/data/v2/datasources");
    }

    static long count(DomoEmulator domo, String method, String path) {
        return domo.requests().stream()
                .filter(request -> request.method().equals(method))
                .map(RequestRecord::path)
                .filter(path::equals)
                .count();
    }
}
