package io.connectdomo.benchmarks.worker;

import io.connectdomo.emulator.GeneratedLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * How fast the log can be downloaded by someone who knows beforehand which thousand entries make a page: one request after the
 * other, the replies counted and dropped. No reader that must find the pages, parse them and write them can be faster, as long
 * as it asks one thing at a time.
 */
final class DownloadCeiling {
    private static final int LIMIT = 1000;
    private static final byte[] PER_ENTRY = "\"time\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI domo;
    private final String token;

    DownloadCeiling(URI domo, String token) {
        this.domo = domo;
        this.token = token;
    }

    /**
     * Entries per second.
     *
     * @throws IllegalStateException if a page did not hold what it must
     */
    double measure(GeneratedLog log) {
        long start = System.nanoTime();
        for (long first = 0; first < log.events(); first += LIMIT) {
            long next = Math.min(first + LIMIT, log.events());
            long end = next == log.events() ? log.to().toEpochMilli() : log.time(next);
            // Both bounds are inclusive at the emulator, and no two entries have one time.
            int found = entries(log.time(first), end - 1);
            if (found != next - first) {
                throw new IllegalStateException("Page " + first / LIMIT + " holds " + found + " entries");
            }
        }
        return log.events() * 1e9 / (System.nanoTime() - start);
    }

    private int entries(long start, long end) {
        HttpRequest request = HttpRequest.newBuilder(domo.resolve(
                        "/api/audit/v1/user-audits?start=" + start + "&end=" + end + "&offset=0&limit=" + LIMIT))
                .header("X-DOMO-Developer-Token", token)
                .build();
        try {
            HttpResponse<byte[]> reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (reply.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + " answered " + reply.statusCode());
            }
            return count(reply.body());
        } catch (IOException e) {
            throw new IllegalStateException("The ceiling cannot be measured", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The ceiling cannot be measured", e);
        }
    }

    private static int count(byte[] body) {
        int count = 0;
        for (int i = 0; i <= body.length - PER_ENTRY.length; i++) {
            int match = 0;
            while (match < PER_ENTRY.length && body[i + match] == PER_ENTRY[match]) {
                match++;
            }
            count += match == PER_ENTRY.length ? 1 : 0;
        }
        return count;
    }
}
