package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class MetadataTest {
    private static final RecordOptions ALL = RecordOptions.defaults(WriteMode.APPEND)
            .withMetadata(
                    MetadataColumn.TOPIC,
                    MetadataColumn.PARTITION,
                    MetadataColumn.OFFSET,
                    MetadataColumn.TIMESTAMP,
                    MetadataColumn.KEY,
                    MetadataColumn.HEADERS);
    private static final String[] COLUMNS = {
        "_kafka_topic STRING",
        "_kafka_partition LONG",
        "a LONG",
        "_kafka_offset LONG",
        "_kafka_timestamp DATETIME",
        "_kafka_key STRING",
        "_kafka_headers STRING"
    };

    @Test
    void everyColumn() {
        Rows rows = Rows.of(ALL, COLUMNS);
        SinkRecord record = Rows.record(Map.of("z", 1L, "b", "x"), Map.of("a", 5L));
        record.headers().addString("trace", "one").addInt("n", 7).addString("trace", "two");
        rows.encode(record);
        assertThat(Rows.parse(rows.rowLine() + "\n"))
                .containsExactly(
                        "orders",
                        "3",
                        "5",
                        "1234",
                        "2023-11-14T22:13:20.123",
                        "{\"b\":\"x\",\"z\":1}",
                        "{\"trace\":[\"one\",\"two\"],\"n\":[7]}");
    }

    @Test
    void coordinatesAreThoseBeforeTransformations() {
        SinkRecord record =
                Rows.record("key", Map.of("a", 5L)).newRecord("routed", 9, null, "key", null, Map.of("a", 5L), 1L);
        Rows rows = Rows.of(ALL, COLUMNS);
        rows.encode(record);
        assertThat(rows.rowLine()).isEqualTo("orders,3,5,1234,1970-01-01T00:00:00.001,key,");
        assertThat(Coordinates.describe(record)).isEqualTo("orders-3@1234");
    }

    @Test
    void whatARecordDoesNotHaveIsNull() {
        Rows rows = Rows.of(ALL, COLUMNS);
        rows.encode(new SinkRecord("t", 0, null, null, null, Map.of(), 0L, null, TimestampType.NO_TIMESTAMP_TYPE));
        assertThat(rows.rowLine()).isEqualTo("t,0,,0,,,");
    }

    @Test
    void bytesAsKeyAreBase64() {
        Rows rows = Rows.of(ALL, COLUMNS);
        rows.encode(new SinkRecord("t", 0, Schema.BYTES_SCHEMA, new byte[] {1, 2, 3}, null, Map.of(), 0L));
        assertThat(rows.rowLine()).isEqualTo("t,0,,0,,AQID,");
    }

    @Test
    void numbersMayGoToText() {
        RecordOptions offset =
                RecordOptions.defaults(WriteMode.APPEND).withMetadata(MetadataColumn.OFFSET, MetadataColumn.TIMESTAMP);
        Rows rows = Rows.of(offset, "_kafka_offset STRING", "_kafka_timestamp STRING");
        assertThat(rows.line(Map.of())).isEqualTo("1234,2023-11-14T22:13:20.123");
    }

    @Test
    void aColumnThatCanNotHoldItIsAWrongConfiguration() {
        RecordOptions topic = RecordOptions.defaults(WriteMode.APPEND).withMetadata(MetadataColumn.TOPIC);
        for (String column : List.of("a STRING", "_kafka_topic LONG", "_Kafka_topic STRING")) {
            assertThatThrownBy(() -> Rows.of(topic, column))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("metadata.columns", "_kafka_topic", "STRING");
        }
    }

    @Test
    void aFieldCanNotFillAMetadataColumn() {
        RecordOptions topic = RecordOptions.defaults(WriteMode.APPEND).withMetadata(MetadataColumn.TOPIC);
        assertThat(Rows.of(topic, "_kafka_topic STRING", "a LONG").failure(null, Map.of("_kafka_topic", "x")))
                .hasMessageContainingAll("'_kafka_topic'", "metadata.columns");
        assertThat(Rows.appending("_kafka_topic STRING", "a LONG").line(Map.of("_kafka_topic", "x")))
                .isEqualTo("x,");
    }

    @Test
    void aBadKeyBlamesTheMetadata() {
        Rows rows = Rows.of(ALL, COLUMNS);
        assertThat(rows.failure("half \uD83D", Map.of())).hasMessageContainingAll("metadata 'key'", "_kafka_key");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Rows.appending("a LONG", "a STRING"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void optionNames() {
        assertThat(MetadataColumn.of("timestamp")).isEqualTo(MetadataColumn.TIMESTAMP);
        assertThat(MetadataColumn.HEADERS.columnName()).isEqualTo("_kafka_headers");
        assertThatThrownBy(() -> MetadataColumn.of("Topic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'Topic'", "topic, partition, offset");
    }
}
