package io.connectdomo.common.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a refusing reply says (observed-behaviour.md 8): a JSON object, a JSON string, plain text, a page, or nothing.
 *
 * @param json whether the body is a JSON object
 * @param message Domo's words, shortened and without the row that it may quote; empty where there are none
 * @param toe Domo's trace id, empty where there is none
 */
record DomoError(boolean json, String message, String toe) {
    private static final int LONGEST = 500;

    static DomoError of(Reply reply) {
        if (reply.html()) {
            return new DomoError(false, reply.title().map(DomoError::tidy).orElse("an HTML page"), "");
        }
        try {
            return of(Json.parse(reply.body()), reply);
        } catch (IOException e) {
            // Not JSON: gateways and some of Domo's own services answer in plain text.
            return new DomoError(false, tidy(reply.prefix()), "");
        }
    }

    private static DomoError of(JsonNode body, Reply reply) {
        if (!body.isObject()) {
            return new DomoError(false, tidy(body.isTextual() ? body.asText() : reply.prefix()), "");
        }
        String message = Stream.of("message", "error_description", "error", "statusReason")
                .map(field -> Lenient.text(body, field))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        return new DomoError(true, tidy(message), tidy(Lenient.text(body, "toe").orElse("")));
    }

    /** Domo quotes the row that it could not read behind "Row:"; rows don't belong into logs. */
    private static String tidy(String text) {
        String line = text.replaceAll("\\s*[\\p{Cntrl}\\s]+", " ").strip();
        String safe = line.replaceFirst("(?i)(\\brow: ).*", "$1…");
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }

    /** For messages: the status, then Domo's words and trace id where there are any. */
    String describe(int status) {
        return status + (message.isEmpty() ? "" : " \"" + message + "\"") + (toe.isEmpty() ? "" : " (toe " + toe + ")");
    }
}
