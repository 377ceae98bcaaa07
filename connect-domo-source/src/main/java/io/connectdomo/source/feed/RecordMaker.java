package io.connectdomo.source.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the records of one source partition. Immutable. */
public final class RecordMaker {
    public static final String INSTANCE_HEADER = "domo.instance";
    public static final String FEED_HEADER = "domo.feed";

    private final Map<String, String> partition;
    private final String topic;
    private final ValueFormat format;
    private final ValueSchema schema;

    public RecordMaker(Map<String, String> partition, String topic, ValueFormat format, ValueSchema schema) {
        this.partition = partition;
        this.topic = topic;
        this.format = format;
        this.schema = schema;
    }

    public Map<String, String> partition() {
        return partition;
    }

    /**
     * @param timestampMs epoch milliseconds; null where Domo gives no time
     */
    public SourceRecord record(SchemaAndValue key, ObjectNode body, Long timestampMs, Map<String, ?> offset) {
        boolean struct = format == ValueFormat.STRUCT;
        Schema valueSchema = struct ? schema.schema() : null;
        Object value = struct ? schema.struct(body) : JsonValues.map(body);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(INSTANCE_HEADER, partition.get(Partitions.INSTANCE));
        headers.addString(FEED_HEADER, partition.get(Partitions.FEED));
        return new SourceRecord(
                partition, offset, topic, null, key.schema(), key.value(), valueSchema, value, timestampMs, headers);
    }
}
