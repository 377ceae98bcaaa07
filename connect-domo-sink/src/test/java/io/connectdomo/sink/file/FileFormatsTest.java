package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What records look like in a file. */
class FileFormatsTest extends FileTest {
    private static final Schema ORDER = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .build();
    private final List<SinkRecord> errants = new ArrayList<>();
    private final ErrantRecordReporter reporter = (record, error) -> {
        errants.add(record);
        return CompletableFuture.completedFuture(null);
    };

    private Map<String, String> written(String... config) {
        ScriptedWorker worker = start(files(config), reporter, ORDERS_0);
        untilAllCommitted(worker, topics);
        return contents();
    }

    private void order(long id, String item) {
        topics.addStruct(
                ORDERS_0, id, new Struct(ORDER).put("id", id).put("item", item).put("tags", List.of("a", "b")));
    }

    @Test
    void jsonLinesKeepWhatIsNestedAndWhatIsNoObject() {
        order(1, "x");
        order(2, null);
        value(ORDERS_0, "text \"quoted\", ü");
        value(ORDERS_0, 17);
        value(ORDERS_0, List.of(1, 2));
        value(ORDERS_0, true);
        assertThat(written()).isEqualTo(Map.of("orders-0-0", """
                {"id":1,"item":"x","tags":["a","b"]}
                {"id":2,"item":null,"tags":["a","b"]}
                "text \\"quoted\\", ü"
                17
                [1,2]
                true
                """));
    }

    @Test
    void jsonLinesTakeMetadataBehindTheFields() {
        topics.add(ORDERS_0, "k", Map.of("id", 1, "_kafka_offset", "theirs"), 1_700_000_000_000L);
        value(ORDERS_0, "text");
        assertThat(written("metadata.columns", "topic,partition,offset,timestamp,key"))
                .isEqualTo(Map.of("orders-0-0", """
                {"id":1,"_kafka_topic":"orders","_kafka_partition":0,"_kafka_offset":0,\
                "_kafka_timestamp":"2023-11-14T22:13:20Z","_kafka_key":"k"}
                {"_value":"text","_kafka_topic":"orders","_kafka_partition":0,"_kafka_offset":1,\
                "_kafka_timestamp":null,"_kafka_key":null}
                """));
    }

    @Test
    void csvHasAHeaderAndARowForEachRecord() {
        order(1, "x, y");
        order(2, null);
        order(3, "");
        assertThat(written("file.format", "csv", "metadata.columns", "offset")).isEqualTo(Map.of("orders-0-0", """
                id,item,tags,_kafka_offset
                1,"x, y","[""a"",""b""]",0
                2,,"[""a"",""b""]",1
                3,"","[""a"",""b""]",2
                """));
    }

    @Test
    void aFieldWithoutAColumnBeginsTheNextFileAndOneThatIsMissingIsEmpty() {
        value(ORDERS_0, fields("a", 1, "b", 2));
        value(ORDERS_0, fields("a", 3));
        value(ORDERS_0, fields("a", 4, "c", 5));
        value(ORDERS_0, fields("b", 6));
        assertThat(written("file.format", "csv"))
                .isEqualTo(Map.of("orders-0-0", "a,b\n1,2\n3,\n", "orders-0-2", "a,b,c\n4,,5\n,6,\n"));
        assertThat(errants).isEmpty();
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    @Test
    void bytesStandOneBehindTheOther() {
        value(ORDERS_0, "ab".getBytes(StandardCharsets.UTF_8));
        value(ORDERS_0, "cü\n");
        assertThat(written("file.format", "bytes")).isEqualTo(Map.of("orders-0-0", "abcü\n"));
        assertThat(file("orders-0-0").contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void oneBadRecordCostsOneRecord() {
        order(ORDERS_0, 0);
        value(ORDERS_0, Map.of("id", Double.NaN));
        order(ORDERS_0, 2);
        assertThat(written()).isEqualTo(Map.of("orders-0-0", line(0) + line(2)));
        assertThat(errants)
                .singleElement()
                .satisfies(bad -> assertThat(bad.kafkaOffset()).isEqualTo(1));
    }

    @Test
    void rollsOfBadRecordsAloneAreNoFiles() {
        value(ORDERS_0, Map.of("id", Double.NaN));
        value(ORDERS_0, Map.of("id", Double.NaN));
        assertThat(written()).isEmpty();
        assertThat(errants).hasSize(2);
    }

    @Test
    void tombstonesArePassedOverUnlessTheyAreToFail() {
        order(ORDERS_0, 0);
        value(ORDERS_0, null);
        order(ORDERS_0, 2);
        assertThat(written()).isEqualTo(Map.of("orders-0-0", line(0) + line(2)));
        assertThat(errants).isEmpty();
    }

    @Test
    void tombstonesThatAreToFailAreBadRecords() {
        order(ORDERS_0, 0);
        value(ORDERS_0, null);
        assertThat(written("tombstone.action", "fail")).isEqualTo(Map.of("orders-0-0", line(0)));
        assertThat(errants).hasSize(1);
    }
}
