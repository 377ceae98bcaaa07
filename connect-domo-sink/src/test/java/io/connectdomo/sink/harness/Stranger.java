package io.connectdomo.sink.harness;

import io.connectdomo.emulator.DomoEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody else who works with the same DataSets, by Domo's documented requests. */
public final class Stranger {
    private final HttpClient http = HttpClient.newHttpClient();
    private final DomoEmulator domo;

    public Stranger(DomoEmulator domo) {
        this.domo = domo;
    }

    public void append(String dataSetId, String csv) {
        String uploads = "/api/data/v3/datasources/" + dataSetId + "/uploads";
        String started = send("POST", uploads, "application/json", "{\"action\":null,\"appendId\":null}");
        Matcher id = Pattern.compile("\"uploadId\"\\s*:\\s*\"?(\\d+)").matcher(started);
        if (!id.find()) {
            throw new IllegalStateException("No uploadId in " + started);
        }
        send("PUT", uploads + "/" + id.group(1) + "/parts/1", "text/csv", csv);
        send(
                "PUT",
                uploads + "/" + id.group(1) + "/commit",
                "application/json",
                "{\"action\":\"APPEND\",\"index\":true}");
    }

    /** Replaces the schema, as the Alter DataSet Schema page shows. */
    public void alter(String dataSetId, String columnsJson) {
        send(
                "POST",
                "/api/data/v2/datasources/" + dataSetId + "/schemas",
                "application/json",
                "{\"columns\":" + columnsJson + ",\"objects\":[],\"views\":[]}");
    }

    private String send(String method, String path, String contentType, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(domo.url() + path))
                .header("X-DOMO-Developer-Token", domo.token())
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
