package io.connectdomo.local.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page's end of Chrome's DevTools protocol: commands, and what the page complains about. Thread-safe. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long ANSWER_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(HttpClient http, URI address) {
        DevTools devTools = new DevTools();
        devTools.socket = answer(http.newWebSocketBuilder().buildAsync(address, devTools));
        return devTools;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Sends a command and waits for its result. */
    JsonNode send(String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        ObjectNode command = object().put("id", id).put("method", method).set("params", parameters);
        answer(socket.sendText(command.toString(), true));
        return answer(reply);
    }

    /** Exceptions of scripts, and errors that the browser logs, such as what a content security policy forbids. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Those so far were of another page. */
    void forgetComplaints() {
        complaints.clear();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            received(whole);
        }
        from.request(1);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        waiting.values().forEach(reply -> reply.completeExceptionally(error));
    }

    private void received(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("The browser sent no JSON", e);
        }
        if (json.has("id")) {
            CompletableFuture<JsonNode> reply = waiting.remove(json.path("id").asInt());
            if (json.has("error")) {
                reply.completeExceptionally(new AssertionError("The browser refused: " + json.path("error")));
            } else {
                reply.complete(json.path("result"));
            }
            return;
        }
        String event = json.path("method").asText();
        boolean error = event.equals("Log.entryAdded")
                && json.at("/params/entry/level").asText().equals("error");
        if (error || event.equals("Runtime.exceptionThrown")) {
            complaints.add(json.path("params").toString());
        }
    }

    private static <T> T answer(CompletableFuture<T> future) {
        return future.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
