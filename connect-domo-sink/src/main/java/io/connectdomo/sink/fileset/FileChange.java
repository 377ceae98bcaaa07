package io.connectdomo.sink.fileset;

import io.connectdomo.sink.batch.BatchRecords;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What is to be at a path: a file or nothing. It answers for its own record and for those that it has replaced while they
 * waited. Task thread only, but for what does not change.
 */
final class FileChange {
    /** What a change costs beside its bytes. */
    static final long ENTRY_BYTES = 1_000;

    private final String path;
    private final byte[] content;
    private final SinkRecord record;
    private final long held;
    private final List<BatchRecords> records = new ArrayList<>(1);
    private FileWrite write;
    private boolean done;

    /**
     * @param path null for a bad record, which goes nowhere
     * @param content null to delete
     * @param held bytes that the budget counts
     */
    FileChange(String path, byte[] content, SinkRecord record, long held, BatchRecords own) {
        this.path = path;
        this.content = content;
        this.record = record;
        this.held = held;
        records.add(own);
    }

    String path() {
        return path;
    }

    byte[] content() {
        return content;
    }

    SinkRecord record() {
        return record;
    }

    long held() {
        return held;
    }

    /** Takes the place of one that was not sent yet. */
    void replace(FileChange earlier) {
        records.addAll(earlier.records);
    }

    void writing(FileWrite begun) {
        write = begun;
    }

    boolean isRunning() {
        return write != null;
    }

    /** What was sent is only resolved, and nothing else is sent. */
    void disown() {
        write.disown();
    }

    void ended() {
        write = null;
        done = true;
    }

    /** Domo won't have it. */
    void refused(BadRecordException bad) {
        records.get(0).refused(record, bad);
    }

    /** When the youngest of its partitions was taken over, in ticker time. */
    long lastOpenedMs() {
        return records.stream().mapToLong(BatchRecords::lastOpenedMs).max().orElse(Long.MIN_VALUE);
    }

    Set<TopicPartition> partitions() {
        return records.stream()
                .flatMap(each -> each.ranges().stream())
                .map(OffsetRange::topicPartition)
                .collect(Collectors.toSet());
    }

    void reportErrants(ErrantRecords errants) {
        records.forEach(each -> each.reportErrants(errants));
    }

    boolean isDurable(ErrantRecords errants) {
        return done && records.stream().allMatch(each -> each.errantsAreSafe(errants));
    }

    void durable() {
        records.forEach(BatchRecords::durable);
    }

    void abandoned() {
        records.forEach(BatchRecords::abandoned);
    }
}
