package io.connectdomo.emulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the {@code Date} header tell the emulator's clock. The JDK's server writes this header itself, from the machine's clock,
 * and lets nobody change it; where the emulator's clock is another, clients talk to the server through this relay.
 */
final class DateRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DateRelay.class);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** A header of a reply: by how many seconds the clock of who made it is ahead. Clients don't get to see it. */
    static final String AHEAD = "X-Emulator-Ahead";

    private static final String AHEAD_NAME = AHEAD.toLowerCase(Locale.ROOT) + ":";
    private static final String DATE_NAME = "date:";
    private static final String LENGTH_NAME = "content-length:";

    private final ServerSocket listener = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.daemon("emulator-relay"));
    private final InetSocketAddress server;
    private final Clock clock;

    DateRelay(InetSocketAddress bind, InetSocketAddress server, Clock clock) throws IOException {
        this.server = server;
        this.clock = clock;
        listener.bind(bind, 1000);
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                LOG.debug("A connection was not taken", e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket(server.getAddress(), server.getPort());
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        threads.execute(() -> untilOneSideEnds(client, upstream, this::requests));
        threads.execute(() -> untilOneSideEnds(client, upstream, this::replies));
    }

    private interface Flow {
        void run(Socket client, Socket upstream) throws IOException;
    }

    private static void untilOneSideEnds(Socket client, Socket upstream, Flow flow) {
        try (client;
                upstream) {
            flow.run(client, upstream);
        } catch (IOException e) {
            LOG.debug("A relayed connection broke off", e);
        }
    }

    private void requests(Socket client, Socket upstream) throws IOException {
        client.getInputStream().transferTo(upstream.getOutputStream());
    }

    private void replies(Socket client, Socket upstream) throws IOException {
        InputStream in = new BufferedInputStream(upstream.getInputStream());
        OutputStream out = new BufferedOutputStream(client.getOutputStream());
        long length = head(in, out);
        while (length >= 0) {
            body(in, out, length);
            out.flush();
            length = head(in, out);
        }
    }

    /** Relays a status line and headers; the length of the body, or -1 when the server has closed the connection. */
    private long head(InputStream in, OutputStream out) throws IOException {
        long length = 0;
        long ahead = 0;
        boolean dated = false;
        String line = line(in);
        while (line != null && !line.isEmpty()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(AHEAD_NAME)) {
                ahead = Long.parseLong(lower.substring(AHEAD_NAME.length()).trim());
            } else if (lower.startsWith(DATE_NAME)) {
                dated = true;
            } else {
                write(out, line);
            }
            if (lower.startsWith(LENGTH_NAME)) {
                length = Long.parseLong(lower.substring(LENGTH_NAME.length()).trim());
            }
            line = line(in);
        }
        if (line == null) {
            return -1;
        }
        if (dated) {
            write(out, "Date: " + DATE.format(clock.instant().plusSeconds(ahead)));
        }
        write(out, "");
        return length;
    }

    /** Without its end; null when there is none any more. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return next < 0 ? null : line.substring(0, Math.max(0, line.length() - 1));
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What has come goes on at once: a slow reply stays as slow as it is. */
    private static void body(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = length;
        while (left > 0) {
            if (in.available() == 0) {
                out.flush();
            }
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new IOException("The server closed the connection within a body");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
