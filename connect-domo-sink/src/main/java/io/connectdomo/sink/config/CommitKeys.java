package io.connectdomo.sink.config;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.Rules;

/** The keys that say when batches are committed, and how much a task may hold. */
final class CommitKeys {
    /** 1 GB: a part is held in memory until it is sent. */
    private static final long LARGEST_PART = 1L << 30;

    /** Each has a thread and a connection. */
    private static final long MOST_IN_FLIGHT = 256;

    /** 1 TB: no worker has it, and sums stay far from the end of a long. */
    private static final long LARGEST_BUFFER = 1L << 40;

    private CommitKeys() {}

    static void define(Definitions keys) {
        keys.number(
                        SinkKeys.COMMIT_INTERVAL_MS,
                        900_000,
                        Rules.MILLIS,
                        "Commit interval (ms)",
                        "Commit this long after the first record of a batch, also when the topic goes quiet. Each commit is"
                                + " one Domo data version and costs one credit, whatever its size; a batch with deletes is two."
                                + " Not in replace. AppDB: a batch of documents, which costs no credit: set it short.")
                .number(
                        SinkKeys.COMMIT_MAX_ROWS,
                        10_000_000,
                        Rules.POSITIVE,
                        "Rows of a commit",
                        "Commit earlier at this many rows (after collapse by key). Not in replace.")
                .number(
                        SinkKeys.COMMIT_MAX_BYTES,
                        1_073_741_824,
                        Rules.POSITIVE,
                        "Bytes of a commit",
                        "Commit earlier at this many bytes of CSV before compression. Not in replace.")
                .number(
                        SinkKeys.COMMIT_TIMEOUT_MS,
                        60_000,
                        Rules.MILLIS,
                        "Commit time-out (ms)",
                        "Hard deadline of one commit attempt. upsert and delete wait this long before their first commit after"
                                + " taking a partition over, so that a former owner's last attempt has ended;"
                                + " so does, with schema.evolution=add, the first commit of rows for columns that were just read or added.")
                .number(
                        SinkKeys.COMMIT_RESOLVE_GRACE_MS,
                        60_000,
                        Rules.MILLIS,
                        "Resolve grace (ms)",
                        "How long a committed data version may stay invisible before the same upload is committed again.");
    }

    static void defineMemory(Definitions keys) {
        keys.number(
                        SinkKeys.PART_MAX_BYTES,
                        16_777_216,
                        Rules.upTo(LARGEST_PART),
                        "Part size (bytes)",
                        "A part is sent as soon as it is this large, while the batch is still open.")
                .number(
                        SinkKeys.UPLOAD_MAX_IN_FLIGHT,
                        4,
                        Rules.upTo(MOST_IN_FLIGHT),
                        "Uploads in flight",
                        "Requests on their way at once, per task: parts, slices of documents, files.")
                .choice(
                        SinkKeys.UPLOAD_COMPRESSION,
                        SinkKeys.Compression.NONE,
                        "Upload compression",
                        "gzip sends parts with Content-Encoding: gzip.")
                .number(
                        SinkKeys.BUFFER_MAX_BYTES,
                        134_217_728,
                        Rules.upTo(LARGEST_BUFFER),
                        "Buffer (bytes)",
                        "All that a task may hold for all its destinations. In upsert and delete the largest batches are"
                                + " committed when it is reached, so raise it for a large first load: a commit costs a credit.");
    }
}
