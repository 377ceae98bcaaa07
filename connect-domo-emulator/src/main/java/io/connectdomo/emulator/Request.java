package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One HTTP request, read lazily. Used by one thread. */
final class Request {
    static final int MAX_JSON_BYTES = 4 * 1024 * 1024;
    private static final int EXCERPT_CHARS = 500;

    private final HttpExchange exchange;
    private final Map<String, String> query;
    private Map<String, String> pathValues = Map.of();
    private String excerpt = "";

    Request(HttpExchange exchange) {
        this.exchange = exchange;
        this.query = parseQuery(exchange.getRequestURI().getRawQuery());
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The decoded path. */
    String path() {
        return exchange.getRequestURI().getPath();
    }

    String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    String rawQuery() {
        String raw = exchange.getRequestURI().getRawQuery();
        return raw == null ? "" : raw;
    }

    int urlLength() {
        return exchange.getRequestURI().toString().length();
    }

    /** A header's first value, or null. */
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** A query parameter, or null. */
    String query(String name) {
        return query.get(name);
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    /** A query parameter that is a whole number of at least 0. */
    long number(String name, long otherwise) {
        String text = query(name);
        return text == null ? otherwise : wholeNumber(name, text);
    }

    /** One that must be there. */
    long requiredNumber(String name) {
        String text = query(name);
        if (text == null) {
            throw DomoError.badRequest("'" + name + "' is required");
        }
        return wholeNumber(name, text);
    }

    /** One that is at least 1 and at most {@code most}: a client that asks for more would take a cut page for a whole one. */
    int limit(int otherwise, int most) {
        long limit = number("limit", otherwise);
        if (limit < 1 || limit > most) {
            throw DomoError.badRequest("'limit' must be between 1 and " + most);
        }
        return (int) limit;
    }

    private static long wholeNumber(String name, String text) {
        if (!text.matches("\\d{1,18}")) {
            throw DomoError.badRequest("'" + name + "' is not a whole number");
        }
        return Long.parseLong(text);
    }

    /** A number taken from the path; what is none is not found. */
    long pathNumber(String name) {
        String text = path(name);
        if (!text.matches("\\d{1,18}")) {
            throw DomoError.notFound("Not Found");
        }
        return Long.parseLong(text);
    }

    /** A value taken from the path by the route's pattern. */
    String path(String name) {
        return pathValues.get(name);
    }

    void pathValues(Map<String, String> values) {
        this.pathValues = values;
    }

    InputStream body() {
        return exchange.getRequestBody();
    }

    /** Lower-case media type without parameters; empty when there is none. */
    String mediaType() {
        String header = header("Content-Type");
        if (header == null) {
            return "";
        }
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** The body as JSON; a null node when there is no body. */
    JsonNode json() {
        return json(MAX_JSON_BYTES);
    }

    JsonNode json(int maxBytes) {
        byte[] bytes;
        try {
            bytes = body().readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("The request's body could not be read", e);
        }
        if (bytes.length > maxBytes) {
            throw new DomoError(413, "The JSON body is larger than " + maxBytes + " bytes");
        }
        String text = new String(bytes, 0, Math.min(bytes.length, EXCERPT_CHARS), StandardCharsets.UTF_8);
        excerpt = text;
        if (bytes.length > 0 && !mediaType().equals("application/json")) {
            throw new DomoError(415, "A JSON body needs Content-Type: application/json");
        }
        return Json.parse(bytes);
    }

    /** The start of a JSON body that was read; empty for CSV and for no body. */
    String excerpt() {
        return excerpt;
    }

    private static Map<String, String> parseQuery(String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw == null) {
            return values;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.put(decode(name), decode(value));
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Percent signs that encode nothing are taken as they are.
            return text;
        }
    }
}
