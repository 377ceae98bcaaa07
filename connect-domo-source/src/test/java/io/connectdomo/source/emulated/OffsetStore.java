package io.connectdomo.source.emulated;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Offsets as a worker stores them: bytes of its JSON converter, found by the bytes of the partition. */
final class OffsetStore implements OffsetStorageReader {
    private static final String CONNECTOR = "emulated";

    private final JsonConverter converter = new JsonConverter();
    private final Map<ByteBuffer, byte[]> stored = new HashMap<>();

    OffsetStore() {
        converter.configure(Map.of("schemas.enable", false), false);
    }

    /** As a worker does for every record that Kafka has. */
    void written(SourceRecord record) {
        put(record.sourcePartition(), record.sourceOffset());
    }

    void put(Map<String, ?> partition, Map<String, ?> offset) {
        stored.put(key(partition), converter.fromConnectData(CONNECTOR, null, offset));
    }

    /** The stored bytes; null where there are none. */
    byte[] bytes(Map<String, ?> partition) {
        return stored.get(key(partition));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        byte[] bytes = stored.get(key(partition));
        return bytes == null
                ? null
                : (Map<String, Object>)
                        converter.toConnectData(CONNECTOR, bytes).value();
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, offset(partition)));
        return found;
    }

    private ByteBuffer key(Map<String, ?> partition) {
        return ByteBuffer.wrap(converter.fromConnectData(CONNECTOR, null, List.of(CONNECTOR, partition)));
    }
}
