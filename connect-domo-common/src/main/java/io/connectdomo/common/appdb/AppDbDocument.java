package io.connectdomo.common.appdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A document as Domo holds it (product-apis.md, "App DB API"; observed-behaviour.md 4).
 *
 * @param id given by Domo; never null
 * @param createdOn Domo's clock, in milliseconds; empty where the reply has none
 * @param content missing ({@link JsonNode#isMissingNode}) where the reply has none; never null
 */
public record AppDbDocument(String id, Optional<Instant> createdOn, JsonNode content) {
    public AppDbDocument {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdOn, "createdOn");
        Objects.requireNonNull(content, "content");
    }
}
