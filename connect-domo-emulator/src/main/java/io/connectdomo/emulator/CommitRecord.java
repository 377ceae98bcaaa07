package io.connectdomo.emulator;

import java.time.Instant;

/**
 * One commit that succeeded.
 *
 * @param uploadId id of the upload, which is the id of the data version
 * @param message as sent in stage 1 or commit; null when none was
 * @param rows rows sent, without header rows
 * @param bytes bytes of CSV after decompression
 * @param dataTag the partition; null when none was named
 */
public record CommitRecord(
        long uploadId,
        WriteMode mode,
        String message,
        long rows,
        int parts,
        long bytes,
        String dataTag,
        Instant time) {}
