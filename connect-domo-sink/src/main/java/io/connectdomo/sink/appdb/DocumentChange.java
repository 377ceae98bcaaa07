package io.connectdomo.sink.appdb;

import io.connectdomo.sink.task.Feed;

/**
 * A document that is to be in the collection, or gone from it.
 *
 * @param identity by which it is found again in the collection; null where nothing tells documents apart
 * @param content JSON in UTF-8; null to delete
 * @param offset of the record that asked for it
 */
@SuppressWarnings("ArrayRecordComponent") // carried to the connection, never compared
record DocumentChange(String identity, byte[] content, Feed feed, long offset) {
    /** What a change costs beside its bytes: entry, key and the arrays' heads. */
    private static final int ENTRY_BYTES = 150;

    boolean deletes() {
        return content == null;
    }

    /** In bytes. */
    int length() {
        return content == null ? 0 : content.length;
    }

    /** Bytes that the budget counts. */
    long held() {
        return ENTRY_BYTES + length() + (identity == null ? 0 : 2L * identity.length());
    }
}
