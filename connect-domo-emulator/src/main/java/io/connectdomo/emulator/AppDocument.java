package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One document of an AppDB collection, as it is now.
 *
 * @param id made by the server
 * @param content a JSON object; not to be changed
 */
public record AppDocument(String id, ObjectNode content, Instant createdOn, Instant updatedOn) {

    AppDocument with(ObjectNode newContent, Instant now) {
        return new AppDocument(id, newContent, createdOn, now);
    }
}
