package io.connectdomo.sink.file;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way of one process to Domo, which is cut at its n-th request, whatever that is. Thread-safe. */
final class CutWire implements AutoCloseable {
    private static final HttpClient TO_DOMO =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> HEADERS = List.of("X-DOMO-Developer-Token", "Content-Type", "Accept");

    /** What becomes of the request at which it is cut. */
    enum Cut {
        NEVER_ARRIVES,
        REPLY_LOST,
        /** It arrives when {@link #release} says so, and nobody hears the reply. */
        ARRIVES_LATE,
        /** It never arrives, and later ones do once {@link #release} says so: the process stood still, and goes on. */
        STANDS_STILL
    }

    private final String domo;
    private final int nth;
    private final Cut cut;
    private final String onlyPath;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "cut-wire");
        thread.setDaemon(true);
        return thread;
    });
    private int count;
    private boolean isCut;
    private boolean released;
    private boolean landed;

    private CutWire(String domo, int nth, Cut cut, String onlyPath) throws IOException {
        this.domo = domo;
        this.nth = nth;
        this.cut = cut;
        this.onlyPath = onlyPath;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Cut at the {@code nth} request, from 1. */
    static CutWire at(String domo, int nth, Cut cut) throws IOException {
        return new CutWire(domo, nth, cut, "");
    }

    /** Cut at the first POST whose path ends so. */
    static CutWire atPost(String domo, String pathEnd, Cut cut) throws IOException {
        return new CutWire(domo, 1, cut, pathEnd);
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    synchronized boolean isCut() {
        return isCut;
    }

    /** Whether the request at which it was cut gets to Domo. */
    synchronized boolean arrives() {
        return isCut && (cut == Cut.REPLY_LOST || cut == Cut.ARRIVES_LATE);
    }

    synchronized void release() {
        released = true;
        notifyAll();
    }

    synchronized boolean landed() {
        return landed;
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (passage(exchange)) {
                case PASSES -> reply(exchange, forward(exchange, body));
                case CUT_HERE -> cutHere(exchange, body);
                case DEAD -> {}
            }
        } catch (IOException gone) {
            // The client has given up or died; it does not wait for this reply.
            return;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private enum Passage {
        PASSES,
        CUT_HERE,
        DEAD
    }

    private synchronized Passage passage(HttpExchange exchange) throws InterruptedException {
        if (isCut && cut == Cut.STANDS_STILL) {
            awaitRelease();
            return Passage.PASSES;
        }
        if (isCut) {
            return Passage.DEAD;
        }
        boolean counts = onlyPath.isEmpty()
                || (exchange.getRequestMethod().equals("POST")
                        && exchange.getRequestURI().getPath().endsWith(onlyPath));
        isCut = counts && ++count == nth;
        return isCut ? Passage.CUT_HERE : Passage.PASSES;
    }

    private void cutHere(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (cut == Cut.ARRIVES_LATE || cut == Cut.STANDS_STILL) {
            awaitRelease();
        }
        if (cut == Cut.NEVER_ARRIVES || cut == Cut.STANDS_STILL) {
            return;
        }
        forward(exchange, body);
        synchronized (this) {
            landed = true;
        }
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (!released) {
            wait();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(domo + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : HEADERS) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        try {
            return TO_DOMO.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The wire is closed");
        }
    }

    private static void reply(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        byte[] body = response.body();
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        response.headers().firstValue("Content-Type").orElse(""));
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
