package io.connectdomo.source;

import io.connectdomo.source.feed.Partitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored offsets of a task's source partitions: asked for in one call, which reads the offsets topic to its end. What was
 * written under another spelling of the instance is found where there is nothing under its name.
 */
final class StoredOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(StoredOffsets.class);

    private final List<String> formerly;
    private final Map<Map<String, String>, Map<String, Object>> stored;

    /**
     * @param formerly other spellings of the instance, the likelier first
     */
    StoredOffsets(OffsetStorageReader reader, Collection<Map<String, String>> partitions, List<String> formerly) {
        this.formerly = formerly;
        List<Map<String, String>> all = new ArrayList<>(partitions);
        for (String spelling : formerly) {
            partitions.forEach(partition -> all.add(Partitions.spelt(partition, spelling)));
        }
        this.stored = reader.offsets(all);
    }

    /** Null where there is none. */
    Map<String, Object> of(Map<String, String> partition) {
        Map<String, Object> own = stored.get(partition);
        for (int i = 0; own == null && i < formerly.size(); i++) {
            Map<String, String> former = Partitions.spelt(partition, formerly.get(i));
            own = stored.get(former);
            if (own != null) {
                LOG.info("The source partition {} goes on where {} was left", partition, former);
            }
        }
        return own;
    }
}
