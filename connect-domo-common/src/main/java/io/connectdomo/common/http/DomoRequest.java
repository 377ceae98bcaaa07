package io.connectdomo.common.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** One request of Domo's API. Immutable; each {@code with…} makes a changed copy. */
public final class DomoRequest {
    private static final String JSON = "application/json";

    private final String method;
    private final String path;
    private final String query;
    private final RequestBody body;
    private final String contentType;
    private final String contentEncoding;
    private final String accept;
    private final Duration deadline;
    private final boolean outsideApi;

    private DomoRequest(
            String method,
            String path,
            String query,
            RequestBody body,
            String contentType,
            String contentEncoding,
            String accept,
            Duration deadline,
            boolean outsideApi) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.body = body;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
        this.accept = accept;
        this.deadline = deadline;
        this.outsideApi = outsideApi;
    }

    /**
     * A request without a body.
     *
     * @param template path behind {@code /api}, beginning with a slash; each {@code {}} takes one of {@code segments}
     * @param segments encoded here, so that an id can't become another path
     */
    public static DomoRequest of(String method, String template, Object... segments) {
        return new DomoRequest(
                Objects.requireNonNull(method, "method"),
                path(template, segments),
                "",
                null,
                null,
                null,
                JSON,
                null,
                false);
    }

    public static DomoRequest get(String template, Object... segments) {
        return of("GET", template, segments);
    }

    public static DomoRequest post(String template, Object... segments) {
        return of("POST", template, segments);
    }

    public static DomoRequest put(String template, Object... segments) {
        return of("PUT", template, segments);
    }

    /** Adds a query parameter; name and value are encoded here. */
    public DomoRequest withQuery(String name, Object value) {
        String more = query + (query.isEmpty() ? "?" : "&") + encode(name) + "=" + encode(value.toString());
        return new DomoRequest(method, path, more, body, contentType, contentEncoding, accept, deadline, outsideApi);
    }

    /** A JSON body; {@code json} must not change afterwards. */
    public DomoRequest withJson(JsonNode json) {
        return withBody(new Bytes(Json.bytes(json)), JSON);
    }

    /** A body that is streamed to the connection. */
    public DomoRequest withBody(RequestBody newBody, String newContentType) {
        return new DomoRequest(
                method, path, query, newBody, newContentType, contentEncoding, accept, deadline, outsideApi);
    }

    /** Says how the body is compressed, for example {@code gzip}; whoever makes the body compresses it. */
    public DomoRequest withContentEncoding(String encoding) {
        return new DomoRequest(method, path, query, body, contentType, encoding, accept, deadline, outsideApi);
    }

    /** What the reply may be; {@code application/json} when not called. */
    public DomoRequest withAccept(String mediaType) {
        return new DomoRequest(
                method, path, query, body, contentType, contentEncoding, mediaType, deadline, outsideApi);
    }

    /**
     * Bounds the whole attempt, from the wait for the rate limit and a connection to the last byte of the reply. Time-outs
     * of sockets do not: a server that sends a byte now and then would never meet them (delivery.md 2.5).
     */
    public DomoRequest withDeadline(Duration hardDeadline) {
        return new DomoRequest(
                method, path, query, body, contentType, contentEncoding, accept, hardDeadline, outsideApi);
    }

    /** For a path that is no part of the API, such as {@code /domo/…}: {@code domo.compat.api.path} does not precede it. */
    public DomoRequest outsideApi() {
        return new DomoRequest(method, path, query, body, contentType, contentEncoding, accept, deadline, true);
    }

    String method() {
        return method;
    }

    boolean isOutsideApi() {
        return outsideApi;
    }

    /** Encoded, behind the API path, without the query. */
    String path() {
        return path;
    }

    /** As {@link #path()}, with the query. */
    String pathAndQuery() {
        return path + query;
    }

    Optional<RequestBody> body() {
        return Optional.ofNullable(body);
    }

    String contentType() {
        return contentType;
    }

    Optional<String> contentEncoding() {
        return Optional.ofNullable(contentEncoding);
    }

    String accept() {
        return accept;
    }

    Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Method and path, as messages name the request; no query, for it may carry what a user wrote. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    private static String path(String template, Object... segments) {
        StringBuilder path = new StringBuilder(template.length() + 64);
        int from = 0;
        for (Object segment : segments) {
            int hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException("More segments than {} in " + template);
            }
            path.append(template, from, hole).append(segment(segment.toString()));
            from = hole + 2;
        }
        path.append(template, from, template.length());
        if (path.indexOf("{}") >= 0 || !template.startsWith("/")) {
            throw new IllegalArgumentException("Not a path template with as many segments as {}: " + template);
        }
        return path.toString();
    }

    /** A lone dot or two would be resolved away as "this" and "the folder above". */
    private static String segment(String text) {
        return text.equals(".") || text.equals("..") ? text.replace(".", "%2E") : encode(text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static final class Bytes implements RequestBody {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
