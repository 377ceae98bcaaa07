package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * What stage 1 asked for (observed-behaviour.md 1.1); every part of it may be null. The body may be missing.
 *
 * @param dataTag from the query, or where it is missing there, from the body; {@code restateDataTag} likewise
 */
record StageOne(String action, String appendId, String message, String dataTag, String restateDataTag) {
    private static final Set<String> APPEND_IDS = Set.of("none", "latest", "replace", "append", "upsert", "delete");

    static StageOne read(Request request, Dialects dialects) {
        JsonNode body = request.json();
        String appendId = Json.text(body, "appendId");
        if (appendId != null && !APPEND_IDS.contains(appendId.toLowerCase(Locale.ROOT))) {
            throw DomoError.badRequest("Unknown appendId '" + appendId + "'");
        }
        if ("upsert".equals(appendId) && !dialects.speaks(Dialect.UPSERT_APPEND_ID)) {
            throw DomoError.badRequest("appendId 'upsert' is not supported");
        }
        String action = Json.text(body, "action");
        if ("delete".equals(appendId) && dialects.speaks(Dialect.DELETE_APPEND_ID_REFUSED)) {
            throw DomoError.badRequest("Unknown appendId 'delete'");
        }
        if ("delete".equals(appendId) && dialects.speaks(Dialect.DELETE_APPEND_ID_IGNORED)) {
            appendId = null;
            action = "APPEND";
        }
        return new StageOne(
                action,
                appendId,
                Json.text(body, "message"),
                firstOf(request.query("dataTag"), Json.text(body, "dataTag")),
                firstOf(request.query("restateDataTag"), Json.text(body, "restateDataTag")));
    }

    private static String firstOf(String one, String other) {
        return one != null ? one : other;
    }

    boolean deletes() {
        return "delete".equals(appendId);
    }

    boolean upserts() {
        return "upsert".equals(appendId);
    }
}
