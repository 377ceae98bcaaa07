package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What may be a document's content: an object of at most 2 MB (observed-behaviour.md 4). */
final class AppContents {
    /** The smaller of the two readings of "2 MB". */
    static final int MAX_BYTES = 2_000_000;

    private AppContents() {}

    /** The content of {@code {"content":{…}}}. */
    static ObjectNode read(JsonNode document) {
        JsonNode content = document.path("content");
        if (!(content instanceof ObjectNode object)) {
            throw DomoError.badRequest("'content' must be a JSON object");
        }
        requireDates(content);
        int bytes = Json.bytes(content).length;
        if (bytes > MAX_BYTES) {
            throw new DomoError(413, "The document has " + bytes + " bytes, more than " + MAX_BYTES);
        }
        return object;
    }

    /** What calls itself a date is one. */
    private static void requireDates(JsonNode node) {
        AppValues.comparable(node);
        if (node.isContainerNode()) {
            node.forEach(AppContents::requireDates);
        }
    }
}
