package io.connectdomo.common.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

    /** Opening and closing. */
    private static final List<String> QUOTES = List.of("\"\"", "''", "``", "“”", "‘’", "«»");

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

    /** In one line, without what may be a value of a record: those don't belong into logs. */
    private static String tidy(String text) {
        String safe = withoutValues(text.replaceAll("(?U)[\\p{Cntrl}\\s]+", " ").strip());
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }

    /**
     * Domo quotes the row that it could not read behind "Row:", and what it could not parse behind "value" or in quotes. A value may
     * hold quotes itself, so all from the first to the last one of a kind goes, or to the end where none closes.
     */
    static String withoutValues(String line) {
        String safe = line.replaceFirst("(?is)(\\brow\\s*[:=]\\s*|\\bvalues?(?![\\p{L}\\p{N}])).*", "$1…");
        for (String quotes : QUOTES) {
            String open = Pattern.quote(quotes.substring(0, 1));
            String close = Pattern.quote(quotes.substring(1));
            // A quote between two letters is an apostrophe.
            safe = safe.replaceFirst(
                    "(?s)(?<![\\p{L}\\p{N}])" + open + "(?:.*" + close + "(?![\\p{L}\\p{N}])|.*)",
                    quotes.substring(0, 1) + "…" + quotes.substring(1));
        }
        return safe;
    }

    /** For messages: the status, then Domo's words and trace id where there are any. */
    String describe(int status) {
        return status + (message.isEmpty() ? "" : " \"" + message + "\"") + (toe.isEmpty() ? "" : " (toe " + toe + ")");
    }
}
