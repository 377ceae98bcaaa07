package io.connectdomo.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** JSON over HTTP to one of our own children. */
final class JsonHttp {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CONFLICT = 409;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI base;
    private final Duration timeout;
    private final Map<String, String> headers;

    JsonHttp(URI base, Duration timeout) {
        this(base, timeout, Map.of());
    }

    /** With headers that go out with every request. */
    JsonHttp(URI base, Duration timeout, Map<String, String> headers) {
        this.base = base;
        this.timeout = timeout;
        this.headers = Map.copyOf(headers);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether a GET is answered with 200 within two seconds. */
    boolean answers(String path) {
        try {
            HttpRequest request =
                    request(path).timeout(Duration.ofSeconds(2)).GET().build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Empty for 404. */
    Optional<JsonNode> get(String path) {
        HttpResponse<String> answer = exchange("GET", path, null);
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(read("GET", path, answer));
    }

    /** The body of the answer to a GET as it is. */
    String download(String path) {
        HttpResponse<String> answer = exchange("GET", path, null);
        if (answer.statusCode() != OK) {
            throw unexpected("GET", path, answer);
        }
        return answer.body();
    }

    /**
     * Sends a body and gives back the answer's, which is missing when it is empty.
     *
     * @param body an object to write as JSON, or null
     */
    JsonNode send(String method, String path, Object body) {
        return read(method, path, exchange(method, path, body));
    }

    /** As {@link #send}, once, with a body that is no JSON. */
    void sendText(String method, String path, String text, String contentType) {
        HttpRequest request = request(path)
                .setHeader("Content-Type", contentType)
                .timeout(timeout)
                .method(method, HttpRequest.BodyPublishers.ofString(text))
                .build();
        read(method, path, sent(method, request));
    }

    /** A conflict means that the group rebalances just now: asked again until it has. */
    private HttpResponse<String> exchange(String method, String path, Object body) {
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        Deadline.in(timeout).await(() -> {
            last.set(exchangeOnce(method, path, body));
            return last.get().statusCode() != CONFLICT;
        });
        return last.get();
    }

    private HttpResponse<String> exchangeOnce(String method, String path, Object body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(text(body));
        return sent(
                method, request(path).timeout(timeout).method(method, publisher).build());
    }

    private HttpResponse<String> sent(String method, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackException(method + " " + request.uri() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException(method + " " + request.uri() + " was interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        headers.forEach(builder::header);
        return builder;
    }

    private JsonNode read(String method, String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw unexpected(method, path, answer);
        }
        if (answer.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new StackException(method + " " + base.resolve(path) + " answered no JSON: " + answer.body(), e);
        }
    }

    private StackException unexpected(String method, String path, HttpResponse<String> answer) {
        return new StackException(
                method + " " + base.resolve(path) + " answered " + answer.statusCode() + ": " + answer.body());
    }
}
