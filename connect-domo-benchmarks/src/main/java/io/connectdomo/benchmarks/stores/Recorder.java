package io.connectdomo.benchmarks.stores;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the sink and Domo, and keeps what the sink sends, so that bare HTTP can send just the same. Thread-safe. */
final class Recorder implements AutoCloseable {
    /**
     * One request as it was sent, and what was answered.
     *
     * @param path with the query
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Exchange(String method, String path, String contentType, byte[] body, byte[] reply) {}

    private final URI domo;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());

    Recorder(URI domo) throws IOException {
        this.domo = domo;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** In the order in which they were answered. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(domo + path))
                    .header("X-DOMO-Developer-Token", EmulatedDomo.TOKEN)
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            if (contentType != null) {
                request.header("Content-Type", contentType);
            }
            HttpResponse<byte[]> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchanges.add(new Exchange(exchange.getRequestMethod(), path, contentType, body, reply.body()));
            reply.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
