package io.connectdomo.sink.file;

import io.connectdomo.sink.record.FileOptions;
import java.util.OptionalLong;

/**
 * How the records of one topic are written to Domo files.
 *
 * @param topic after SMTs
 * @param fileId {@code file.id}: every roll is a new revision of this file; empty where each roll has a file of its own
 * @param open whether everyone in the instance may see the files ({@code file.public})
 * @param commitMaxBytes before anything is compressed
 * @param park whether a destination whose budget is spent is parked instead of failing the task
 */
public record FileSettings(
        String topic,
        FileName name,
        OptionalLong fileId,
        FileOptions records,
        boolean open,
        String contentType,
        long commitIntervalMs,
        long commitMaxRows,
        long commitMaxBytes,
        boolean park) {}
