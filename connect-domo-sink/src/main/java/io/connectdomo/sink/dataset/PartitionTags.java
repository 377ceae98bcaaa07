package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.Template;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which partition of the DataSet a snapshot replaces ({@code dataset.partition.tag}). Task thread only. */
final class PartitionTags {
    private static final Logger log = LoggerFactory.getLogger(PartitionTags.class);

    /** Domo's limit per DataSet (observed-behaviour.md 1.6). */
    private static final int MAX_TAGS = 3000;

    /** Where Magic ETL 2.0 stops. */
    private static final int MANY_TAGS = 400;

    private final DataSetLabel dataSet;
    private final Template template;
    private final Set<String> seen = new HashSet<>();
    private String open;

    /**
     * @param template null where the whole DataSet is replaced
     */
    PartitionTags(DataSetLabel dataSet, Template template) {
        this.dataSet = dataSet;
        this.template = template;
    }

    /**
     * Notes the record's tag as that of the snapshot.
     *
     * @throws BadRecordException if the snapshot has another, or the DataSet would have too many
     */
    void judge(SinkRecord record) {
        if (template == null) {
            return;
        }
        String tag = template.of(record);
        if (open == null) {
            count(tag, record);
            open = tag;
        } else if (!open.equals(tag)) {
            throw BadRecordException.of(
                    record,
                    "its dataset.partition.tag differs from that of the snapshot it belongs to. A snapshot replaces"
                            + " one partition: take the tag from something that does not vary inside it");
        }
    }

    private void count(String tag, SinkRecord record) {
        if (seen.size() >= MAX_TAGS && !seen.contains(tag)) {
            throw BadRecordException.of(
                    record, "DataSet " + dataSet + " would get more than " + MAX_TAGS + " partitions, Domo's limit");
        }
        if (seen.add(tag) && seen.size() == MANY_TAGS + 1) {
            log.warn(
                    "DataSet {} has got more than {} partitions from this task: Magic ETL 2.0 reads no more",
                    dataSet,
                    MANY_TAGS);
        }
    }

    /** Of the open snapshot. */
    Optional<String> current() {
        return Optional.ofNullable(open);
    }

    void close() {
        open = null;
    }
}
