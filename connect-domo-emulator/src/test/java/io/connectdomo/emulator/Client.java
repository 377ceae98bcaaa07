package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The requests of a Domo client, written anew from the pages. */
final class Client {

    /** A reply as it came. */
    record Answer(int status, String contentType, String body, HttpResponse<String> response) {
        JsonNode json() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }

        String message() {
            return json().path("message").asText();
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    Client(DomoEmulator emulator) {
        this(emulator.url(), emulator.token());
    }

    Client(String url, String token) {
        this.url = url;
        this.token = token;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer deleteJson(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").method("DELETE", text(json)));
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(text(json)));
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(text(json)));
    }

    static String uploads(String dataSet) {
        return "/api/data/v3/datasources/" + dataSet + "/uploads";
    }

    long open(String dataSet, String json) {
        return open(dataSet, "", json);
    }

    long open(String dataSet, String query, String json) {
        Answer answer = post(uploads(dataSet) + query, json);
        if (answer.status() != 200) {
            throw new AssertionError("Stage 1 was refused: " + answer.body());
        }
        return answer.json().path("uploadId").asLong();
    }

    Answer part(String dataSet, long upload, int id, String csv) {
        return part(dataSet, upload, id, csv.getBytes(StandardCharsets.UTF_8), "text/csv");
    }

    Answer part(String dataSet, long upload, int id, byte[] body, String contentType, String... headers) {
        HttpRequest.Builder builder = request(uploads(dataSet) + '/' + upload + "/parts/" + id)
                .header("Content-Type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? builder : builder.headers(headers));
    }

    Answer commit(String dataSet, long upload, String json) {
        return put(uploads(dataSet) + '/' + upload + "/commit", json);
    }

    /** A whole upload, its parts counted from 1; the commit's answer. */
    Answer upload(String dataSet, String stageOne, String commit, String... parts) {
        long upload = open(dataSet, stageOne);
        for (int i = 0; i < parts.length; i++) {
            Answer answer = part(dataSet, upload, i + 1, parts[i]);
            if (answer.status() != 200) {
                throw new AssertionError("A part was refused: " + answer.body());
            }
        }
        return commit(dataSet, upload, commit);
    }

    Answer append(String dataSet, String... parts) {
        return upload(dataSet, "{\"action\":null,\"appendId\":null}", "{\"action\":\"APPEND\",\"index\":true}", parts);
    }

    Answer upsert(String dataSet, String... parts) {
        return upload(dataSet, "{\"appendId\":\"upsert\"}", "{\"action\":\"APPEND\",\"index\":true}", parts);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("X-DOMO-Developer-Token", token);
    }

    Answer send(HttpRequest.Builder builder) {
        try {
            return tryToSend(builder);
        } catch (IOException e) {
            throw new AssertionError("No reply", e);
        }
    }

    Answer tryToSend(HttpRequest.Builder builder) throws IOException {
        try {
            HttpResponse<String> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static HttpRequest.BodyPublisher text(String json) {
        return json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
    }
}
