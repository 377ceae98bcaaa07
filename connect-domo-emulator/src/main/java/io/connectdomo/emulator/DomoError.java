package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A refusal, in the shape in which Domo tells it (observed-behaviour.md 8). */
final class DomoError extends RuntimeException {
    private static final String TOE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Payload Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(423, "Locked"),
            Map.entry(425, "Too Early"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private final int status;

    DomoError(int status, String message) {
        super(message);
        this.status = status;
    }

    DomoError(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static DomoError badRequest(String message) {
        return new DomoError(400, message);
    }

    /** The text Domo is known to answer for CSV it cannot take (observed-behaviour.md 1.11). */
    static DomoError invalidCsv(String detail) {
        return new DomoError(400, "Invalid CSV provided during upload. msg=" + detail);
    }

    static DomoError notFound(String message) {
        return new DomoError(404, message);
    }

    static DomoError conflict(String message) {
        return new DomoError(409, message);
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body(status, getMessage());
    }

    static ObjectNode body(int status, String message) {
        ObjectNode body = Json.object();
        body.put("status", status);
        body.put("statusReason", REASONS.getOrDefault(status, "Error"));
        body.put("message", message);
        body.put("toe", toe());
        return body;
    }

    private static String toe() {
        return random(10) + '-' + random(5) + '-' + random(5);
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < length; i++) {
            text.append(TOE_ALPHABET.charAt(random.nextInt(TOE_ALPHABET.length())));
        }
        return text.toString();
    }
}
