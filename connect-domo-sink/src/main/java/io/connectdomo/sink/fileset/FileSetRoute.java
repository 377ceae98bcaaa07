package io.connectdomo.sink.fileset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.FileContent;
import io.connectdomo.sink.record.ReplacedValues;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import org.apache.kafka.connect.sink.SinkRecord;

/** One topic's way into a FileSet. Task thread only. */
final class FileSetRoute implements Route {
    private final FileSetTopic topic;
    private final FileSetDestination destination;
    private final FileContent contents;

    FileSetRoute(String name, FileSetTopic topic, FileSetDestination destination) {
        this.topic = topic;
        this.destination = destination;
        this.contents = new FileContent(
                topic.format(),
                topic.unavailable(),
                topic.unrepresentable(),
                new ReplacedValues(name, destination.metrics()::replacedValue));
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        try {
            if (record.value() != null) {
                take(feed, record, offset, nowMs);
            } else {
                tombstone(feed, record, offset, nowMs);
            }
        } catch (BadRecordException bad) {
            destination.errant(feed, offset, nowMs, record, bad);
        }
    }

    private void take(Feed feed, SinkRecord record, long offset, long nowMs) {
        String path = path(record);
        byte[] content = contents.of(record);
        if (content.length > topic.maxFileBytes()) {
            throw bad(
                    record,
                    "it has " + content.length + " bytes, and fileset.max.file.bytes is " + topic.maxFileBytes()
                            + ". Raise that together with buffer.max.bytes and the worker's heap, or keep such files out.");
        }
        long bytes = FileChange.ENTRY_BYTES + FileContent.heldBy(record, content);
        destination.write(feed, offset, nowMs, path, content, record, bytes);
    }

    private void tombstone(Feed feed, SinkRecord record, long offset, long nowMs) {
        if (topic.tombstones() == TombstoneAction.FAIL) {
            throw bad(
                    record,
                    "it has no value, and tombstone.action is fail. Set tombstone.action=ignore to pass over such records, or"
                            + " delete to delete the file of their path.");
        }
        if (topic.tombstones() == TombstoneAction.DELETE) {
            destination.write(feed, offset, nowMs, path(record), null, record, FileChange.ENTRY_BYTES);
        }
    }

    private String path(SinkRecord record) {
        String path;
        try {
            path = topic.path().of(record);
        } catch (BadRecordException noRow) {
            throw bad(record, noRow.getCause().getMessage());
        }
        if (!FilePath.isUsable(path)) {
            throw bad(
                    record,
                    "fileset.path makes no usable path of it: " + FilePath.RULE
                            + ". Correct the producer, or fileset.path.");
        }
        return path;
    }

    private static BadRecordException bad(SinkRecord record, String why) {
        return BadRecordException.of(record, "a file", why, null);
    }
}
