package io.connectdomo.sink.crash;

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
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The way of one process to Domo. It stands still at one point, deterministically: the request that reaches the point stops
 * there and every later one behind it, until the process dies or goes on. A dead process sends nothing more; what it had sent
 * may still land. Thread-safe.
 */
final class Wire implements AutoCloseable {
    private static final HttpClient TO_DOMO =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> HEADERS =
            List.of("X-DOMO-Developer-Token", "Content-Type", "Content-Encoding", "Accept");

    private enum State {
        RUNNING,
        FROZEN,
        DEAD
    }

    private final String domo;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Freeze.Request, Integer> arrived = new EnumMap<>(Freeze.Request.class);
    private State state = State.RUNNING;
    private Freeze freeze;
    private boolean reached;
    private boolean released;
    private boolean landed;
    private boolean forgetsUpload;

    private Wire(String domo) throws IOException {
        this.domo = domo;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Wire to(String domo) throws IOException {
        return new Wire(domo);
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    // ---- the script

    /** Counts requests from now on, and stands still at this one; null to count only. */
    synchronized void arm(Freeze at) {
        arrived.clear();
        freeze = at;
    }

    /** Answers the next part as if Domo did not know its upload any more. */
    synchronized void forgetUpload() {
        forgetsUpload = true;
    }

    synchronized boolean reached() {
        return reached;
    }

    synchronized int count(Freeze.Request request) {
        return arrived.getOrDefault(request, 0);
    }

    /** Nothing more is sent. A request that is to land stays on its way until {@link #release}. */
    synchronized void die() {
        state = State.DEAD;
        notifyAll();
    }

    /** The process goes on where it stood still. */
    synchronized void goOn() {
        state = State.RUNNING;
        released = true;
        notifyAll();
    }

    /** What a dead process had on its way lands now. */
    synchronized void release() {
        released = true;
        notifyAll();
    }

    /** Whether the request that stood still has been worked on by Domo. */
    synchronized boolean landed() {
        return landed;
    }

    @Override
    public void close() {
        die();
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- requests

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            pass(exchange, body);
        } catch (IOException gone) {
            // The client has given up or died; it does not wait for this reply.
            return;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request that is not passed on is closed without a reply. */
    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        Freeze.Request request = waitForPassage(exchange);
        if (request == null) {
            return;
        }
        boolean stops = stopsAt(request);
        if (stops && freeze.moment() == Freeze.Moment.ARRIVING && !standStill()) {
            return;
        }
        if (forgotten(request)) {
            reply(
                    exchange,
                    404,
                    "application/json",
                    "{\"status\":404,\"message\":\"gone\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        HttpResponse<byte[]> response = forward(exchange, body);
        if (stops) {
            landedAt(freeze.moment());
            if (freeze.moment() == Freeze.Moment.APPLIED && !standStill()) {
                return;
            }
        }
        reply(
                exchange,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    /** Null where the process is dead. */
    private synchronized Freeze.Request waitForPassage(HttpExchange exchange) throws InterruptedException {
        while (state == State.FROZEN) {
            wait();
        }
        if (state == State.DEAD) {
            return null;
        }
        Freeze.Request request = kindOf(exchange);
        arrived.merge(request, 1, Integer::sum);
        if (freeze != null && freeze.moment() == Freeze.Moment.ARRIVING && stopsAt(request)) {
            freezeNow();
        }
        return request;
    }

    private synchronized boolean stopsAt(Freeze.Request request) {
        return freeze != null && freeze.request() == request && freeze.nth() == count(request) && !landed;
    }

    private synchronized boolean forgotten(Freeze.Request request) {
        boolean now = forgetsUpload && request == Freeze.Request.PART;
        forgetsUpload &= !now;
        return now;
    }

    /** True where the request goes on to Domo, or its reply back. */
    private synchronized boolean standStill() throws InterruptedException {
        boolean lost = freeze.fate() == Freeze.Fate.IS_LOST;
        while (!released && !(lost && state == State.DEAD)) {
            wait();
        }
        return !lost;
    }

    private synchronized void landedAt(Freeze.Moment moment) {
        landed = true;
        if (moment != Freeze.Moment.ARRIVING) {
            freezeNow();
        }
    }

    private void freezeNow() {
        reached = true;
        state = State.FROZEN;
    }

    private Freeze.Request kindOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (path.contains("/datastores/") || path.contains("/filesets/")) {
            return kindOfStore(exchange.getRequestMethod(), path);
        }
        if (path.endsWith("/uploads")) {
            return Freeze.Request.START;
        }
        if (path.contains("/parts/")) {
            return Freeze.Request.PART;
        }
        if (path.endsWith("/commit")) {
            return Freeze.Request.COMMIT;
        }
        return count(Freeze.Request.PART) > 0 ? Freeze.Request.CHECK : Freeze.Request.OTHER;
    }

    private static Freeze.Request kindOfStore(String method, String path) {
        return switch (method) {
            case "POST" -> path.endsWith("/query") ? Freeze.Request.LOOK : Freeze.Request.CREATE;
            case "PUT" -> Freeze.Request.UPDATE;
            case "DELETE" -> Freeze.Request.DELETE;
            default -> Freeze.Request.LOOK;
        };
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

    private static void reply(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
