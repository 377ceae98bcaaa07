package io.connectdomo.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The least that a task needs of Domo's activity log: entries by time, newest first, over real HTTP. */
final class FakeAudits implements AutoCloseable {
    private final HttpServer server;
    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hanging;

    FakeAudits() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/api/audit/v1/user-audits", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void happens(long time) {
        times.add(time);
    }

    /** From now on requests get no reply. */
    void hang() {
        hanging = true;
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        awaitRelease();
        Map<String, Long> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&", -1))
                .map(parameter -> parameter.split("=", -1))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1])));
        String entries = times.stream()
                .filter(time -> time >= query.get("start") && time < query.get("end"))
                .sorted((one, other) -> Long.compare(other, one))
                .skip(query.get("offset"))
                .limit(query.get("limit"))
                .map(time -> "{\"time\":" + time + ",\"userId\":\"u1\",\"actionType\":\"VIEWED\",\"new\":1}")
                .collect(Collectors.joining(",", "[", "]"));
        byte[] body = entries.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            if (hanging) {
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
