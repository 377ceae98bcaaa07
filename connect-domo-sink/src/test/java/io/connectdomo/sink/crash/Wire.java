package io.connectdomo.sink.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The way of one process to Domo. It stands still at one point, deterministically: the request that reaches the point stops
 * there and every later one behind it, until the process dies or goes on. A dead process sends nothing more; what it had sent
 * may still land. Thread-safe.
 */
final class Wire implements AutoCloseable {

    private static final byte[] GONE = "{\"status\":404,\"message\":\"gone\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COME_LATER =
            "{\"status\":429,\"message\":\"come later\"}".getBytes(StandardCharsets.UTF_8);

    private static final Set<Freeze.Request> WRITES = EnumSet.of(
            Freeze.Request.COMMIT,
            Freeze.Request.LOOK,
            Freeze.Request.CREATE,
            Freeze.Request.UPDATE,
            Freeze.Request.DELETE);

    private enum State {
        RUNNING,
        FROZEN,
        DEAD
    }

    /**
     * What becomes of a request, decided in the moment in which it is counted: several may arrive before the first of them is
     * passed on.
     *
     * @param stopsAt null where it does not stand still
     */
    record Passage(Freeze.Request request, Freeze stopsAt) {
        boolean stops(Freeze.Moment moment) {
            return stopsAt != null && stopsAt.moment() == moment;
        }
    }

    private final Forwarding domo;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Freeze.Request, Integer> arrived = new EnumMap<>(Freeze.Request.class);
    private final Set<HttpExchange> onTheirWay = new HashSet<>();

    /** Those that were on their way when the process went on. */
    private final Set<HttpExchange> held = new HashSet<>();

    private final TakeOver takeOver;
    private State state = State.RUNNING;
    private Freeze freeze;
    private boolean reached;
    private boolean released;
    private boolean landed;
    private boolean forgetsUpload;

    private Wire(String domo, TakeOver takeOver) throws IOException {
        this.domo = new Forwarding(domo);
        this.takeOver = takeOver;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static Wire to(String domo, TakeOver takeOver) throws IOException {
        return new Wire(domo, takeOver);
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
        held.addAll(onTheirWay);
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

    /** Whether all that stood still has ended, since the process went on. */
    synchronized boolean heldHasEnded() {
        return held.isEmpty();
    }

    /** Whether nothing is on its way. */
    synchronized boolean isIdle() {
        return onTheirWay.isEmpty();
    }

    TakeOver takeOver() {
        return takeOver;
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
        begins(exchange);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            pass(exchange, body);
        } catch (IOException gone) {
            // The client has given up or died; it does not wait for this reply.
            return;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            ends(exchange);
        }
    }

    private synchronized void begins(HttpExchange exchange) {
        onTheirWay.add(exchange);
    }

    private synchronized void ends(HttpExchange exchange) {
        onTheirWay.remove(exchange);
        held.remove(exchange);
    }

    /** A request that is not passed on is closed without a reply. */
    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (writes(exchange) && takeOver.refusesWrite()) {
            reply(exchange, 429, "application/json", COME_LATER);
            return;
        }
        Passage passage = waitForPassage(exchange);
        if (passage == null || (passage.stops(Freeze.Moment.ARRIVING) && !standStill(passage.stopsAt()))) {
            return;
        }
        if (forgotten(passage.request())) {
            reply(exchange, 404, "application/json", GONE);
            return;
        }
        HttpResponse<byte[]> response = domo.forward(exchange, body);
        if (passage.stopsAt() != null) {
            landedAt(passage.stopsAt().moment());
        }
        if (passage.stops(Freeze.Moment.APPLIED) && !standStill(passage.stopsAt())) {
            return;
        }
        reply(
                exchange,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    /** Commits of DataSets; of documents and files also the look-ups that a write builds on. */
    private synchronized boolean writes(HttpExchange exchange) {
        boolean decides = WRITES.contains(kindOf(exchange));
        return decides && !exchange.getRequestMethod().equals("GET");
    }

    /** Null where the process is dead. */
    private synchronized Passage waitForPassage(HttpExchange exchange) throws InterruptedException {
        while (state == State.FROZEN) {
            wait();
        }
        return state == State.DEAD ? null : arrive(kindOf(exchange));
    }

    /** Counts a request. */
    synchronized Passage arrive(Freeze.Request request) {
        int nth = arrived.merge(request, 1, Integer::sum);
        boolean stops = freeze != null && freeze.request() == request && freeze.nth() == nth && !landed;
        Passage passage = new Passage(request, stops ? freeze : null);
        if (passage.stops(Freeze.Moment.ARRIVING)) {
            freezeNow();
        }
        return passage;
    }

    private synchronized boolean forgotten(Freeze.Request request) {
        boolean now = forgetsUpload && request == Freeze.Request.PART;
        forgetsUpload &= !now;
        return now;
    }

    /** True where the request goes on to Domo, or its reply back. */
    private synchronized boolean standStill(Freeze at) throws InterruptedException {
        boolean lost = at.fate() == Freeze.Fate.IS_LOST;
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

    private static void reply(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
