package io.connectdomo.local.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.emulator.DomoEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Brings rows into a DataSet, as dataset.md says. */
final class Uploads {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DomoEmulator emulator;

    Uploads(DomoEmulator emulator) {
        this.emulator = emulator;
    }

    void append(String dataSet, String csv, String message) {
        String uploads = "/api/data/v3/datasources/" + dataSet + "/uploads";
        long id =
                send("POST", uploads, "application/json", "{}").path("uploadId").asLong();
        send("PUT", uploads + "/" + id + "/parts/1", "text/csv", csv);
        String commit = MAPPER.createObjectNode()
                .put("action", "APPEND")
                .put("index", true)
                .put("message", message)
                .toString();
        send("PUT", uploads + "/" + id + "/commit", "application/json", commit);
    }

    private JsonNode send(String method, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.url() + path))
                .header("X-DOMO-Developer-Token", emulator.token())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + path + ": " + answer.body());
            }
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }
}
