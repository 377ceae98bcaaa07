package io.connectdomo.common.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers with exactly the bytes that a test says, and keeps what it was sent. */
public final class RawServer implements AutoCloseable {
    /** Answers one request on its connection. */
    @FunctionalInterface
    public interface Script {
        void answer(Exchange exchange, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Script script;
    private final boolean readBodies;
    private final List<Exchange> journal = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private RawServer(Script script, boolean readBodies) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        this.readBodies = readBodies;
        start(this::accept);
    }

    public static RawServer answering(Script script) throws IOException {
        return new RawServer(script, true);
    }

    /** Reads heads only: bodies stay in the socket. */
    public static RawServer deaf(Script script) throws IOException {
        return new RawServer(script, false);
    }

    public static RawServer replying(int status, Map<String, String> headers, String body) throws IOException {
        return answering((exchange, socket) -> reply(socket, status, headers, body));
    }

    public static RawServer replying(String json) throws IOException {
        return replying(200, Map.of("Content-Type", "application/json"), json);
    }

    public static void reply(Socket socket, int status, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        OutputStream out = socket.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.flush();
    }

    /** Closes so that the client sees a reset. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public List<Exchange> journal() {
        return journal;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed by the test.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            for (Exchange e = next(socket); e != null && !socket.isClosed(); e = next(socket)) {
                journal.add(e);
                script.answer(e, socket);
                if (!readBodies) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client went away: what it made of that is the test's matter.
            return;
        }
    }

    private Exchange next(Socket socket) throws IOException {
        return socket.isClosed() ? null : Exchange.read(socket.getInputStream(), readBodies);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
