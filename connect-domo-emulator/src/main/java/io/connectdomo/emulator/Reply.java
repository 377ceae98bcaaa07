package io.connectdomo.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What is sent back, if anything. Immutable. */
final class Reply {
    private static final int SMALLEST_COMPRESSED = 1024;

    /** The connection is closed without a reply. */
    static final Reply DROPPED = new Reply(0, Map.of(), new byte[0], null);

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration drip;

    private Reply(int status, Map<String, String> headers, byte[] body, Duration drip) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.drip = drip;
    }

    static Reply json(Object value) {
        return json(200, value);
    }

    static Reply json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value));
    }

    static Reply html(int status, String page) {
        return of(status, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    static Reply text(int status, String text) {
        return of(status, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0], null);
    }

    static Reply jsonText(int status, String json) {
        return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static Reply bytes(String contentType, byte[] bytes) {
        return of(200, contentType, bytes);
    }

    private static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), body, null);
    }

    Reply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, drip);
    }

    /** The same in gzip, where there is something to gain. */
    Reply compressed() {
        if (body.length < SMALLEST_COMPRESSED || drip != null) {
            return this;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply(status, headers, bytes.toByteArray(), null).withHeader("Content-Encoding", "gzip");
    }

    Reply dripping(Duration pause) {
        return new Reply(status, headers, body, pause);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** Pause between two bytes of the body; null to send it at once. */
    Duration drip() {
        return drip;
    }

    boolean dropped() {
        return this == DROPPED;
    }
}
