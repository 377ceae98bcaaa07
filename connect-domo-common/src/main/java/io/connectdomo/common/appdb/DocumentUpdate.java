package io.connectdomo.common.appdb;

import java.util.Objects;

/**
 * New content for a document of a known id.
 *
 * @param id as Domo gave it; never null
 * @param content one JSON object in UTF-8, sent as it is; never null and not changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // carried to the connection, never compared
public record DocumentUpdate(String id, byte[] content) {
    public DocumentUpdate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(content, "content");
    }
}
