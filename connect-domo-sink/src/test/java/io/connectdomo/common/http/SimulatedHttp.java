package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** The real client, whose requests take simulated time on their way, and may get lost on it. In its package, because it looks into attempts. */
public final class SimulatedHttp {
    /** Looked at this often while a request is on its way. */
    private static final long LOOK_MS = 20;

    private SimulatedHttp() {}

    /** How one request fares. Times in simulated milliseconds. */
    public record Way(long there, long back, Fate fate) {}

    public enum Fate {
        ARRIVES,
        /** No connection: not a byte leaves. */
        NOT_SENT,
        /** Sent, and never seen by Domo. */
        LOST,
        /** Domo does it, and the reply gets lost. */
        REPLY_LOST,
        /** The client sees its connection break, and Domo gets the request all the same, later. */
        LANDS_LATER
    }

    /** The network of one process. */
    public interface Network {
        Way next(String method, String path);

        void sleep(long ms);

        /** What is on its way when the process is dead, although nobody waits for it any more. */
        void later(long ms, Runnable request);

        /** Whether the process has died. */
        boolean dead();
    }

    /** Thrown on a thread of a process that has died: nothing more of it runs. */
    public static final class Dead extends Error {
        private static final long serialVersionUID = 1;
    }

    public static DomoHttp open(
            DomoConnectionConfig config,
            int maxConnections,
            Network network,
            ScheduledExecutorService timer,
            Clock clock,
            LongSupplier nanoTime) {
        LongConsumer sleep = network::sleep;
        // The machine's own time must not show, however slow it is.
        DomoConnectionConfig patient = config.withTimeouts(Duration.ofMinutes(5), Duration.ofMinutes(5));
        return new DomoHttp(
                config,
                new Client(ClientFactory.create(patient, maxConnections), network),
                new Watchdog(timer),
                clock,
                nanoTime,
                duration -> sleep.accept(duration.toMillis()),
                (request, status, body, serverTime, took) -> {});
    }

    private static final class Client extends CloseableHttpClient {
        private final CloseableHttpClient real;
        private final Network network;
        private boolean closed;
        private int underWay;

        Client(CloseableHttpClient real, Network network) {
            this.real = real;
            this.network = network;
        }

        @Override
        protected CloseableHttpResponse doExecute(HttpHost target, ClassicHttpRequest request, HttpContext context)
                throws IOException {
            Way way = network.next(request.getMethod(), request.getPath());
            HttpUriRequestBase cancellable = (HttpUriRequestBase) request;
            Attempt attempt = (Attempt) context.getAttribute(ClientFactory.ATTEMPT);
            if (way.fate() == Fate.NOT_SENT) {
                pass(way.there(), cancellable);
                throw new ConnectException("simulated");
            }
            if (way.fate() == Fate.LOST || way.fate() == Fate.LANDS_LATER) {
                attempt.sending();
                if (way.fate() == Fate.LANDS_LATER) {
                    landLater(request, way.there() + way.back());
                }
                pass(way.there(), cancellable);
                throw new NoHttpResponseException("simulated");
            }
            pass(way.there(), cancellable);
            CloseableHttpResponse response = new Exchange(target, request, context).response(cancellable);
            boolean kept = false;
            try {
                pass(way.back(), cancellable);
                if (way.fate() == Fate.REPLY_LOST) {
                    throw new NoHttpResponseException("simulated");
                }
                kept = true;
                return response;
            } finally {
                if (!kept) {
                    response.close();
                }
            }
        }

        private void pass(long ms, HttpUriRequestBase request) throws IOException {
            for (long left = ms; left > 0; left -= LOOK_MS) {
                network.sleep(Math.min(left, LOOK_MS));
                requireAlive(request);
            }
        }

        private void requireAlive(HttpUriRequestBase request) throws IOException {
            if (network.dead()) {
                throw new Dead();
            }
            if (closed || request.isAborted()) {
                throw new SocketTimeoutException("simulated");
            }
        }

        /**
         * Domo's work on one request, on a thread of its own: Domo may take its time, and the client may turn away meanwhile. What
         * has come to Domo is worked on to its end.
         */
        private final class Exchange {
            private CloseableHttpResponse response;
            private IOException failure;
            private boolean unwanted;

            Exchange(HttpHost target, ClassicHttpRequest request, HttpContext context) {
                HttpUriRequestBase sent = new HttpUriRequestBase(request.getMethod(), URI.create(uri(request)));
                sent.setHeaders(request.getHeaders());
                sent.setEntity(request.getEntity());
                network.later(0, () -> run(target, sent, context));
            }

            private void run(HttpHost target, ClassicHttpRequest request, HttpContext context) {
                if (closed) {
                    failure = new SocketTimeoutException("simulated");
                    return;
                }
                underWay++;
                try {
                    CloseableHttpResponse reply =
                            CloseableHttpResponse.adapt(real.executeOpen(target, request, context));
                    if (unwanted) {
                        reply.close();
                    } else {
                        response = reply;
                    }
                } catch (IOException e) {
                    failure = e;
                } finally {
                    underWay--;
                    closeWhenIdle();
                }
            }

            CloseableHttpResponse response(HttpUriRequestBase waiting) throws IOException {
                try {
                    for (long pause = 0; response == null && failure == null; pause = Math.min(pause + 1, LOOK_MS)) {
                        network.sleep(pause);
                        requireAlive(waiting);
                    }
                } finally {
                    unwanted = response == null;
                }
                if (failure != null) {
                    throw failure;
                }
                return response;
            }
        }

        private void landLater(ClassicHttpRequest request, long inMs) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (request.getEntity() != null) {
                request.getEntity().writeTo(body);
            }
            HttpRequest.Builder copy = HttpRequest.newBuilder(URI.create(uri(request)))
                    .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
            for (var header : request.getHeaders()) {
                copy.setHeader(header.getName(), header.getValue());
            }
            if (request.getEntity() != null) {
                copy.setHeader("Content-Type", request.getEntity().getContentType());
                if (request.getEntity().getContentEncoding() != null) {
                    copy.setHeader("Content-Encoding", request.getEntity().getContentEncoding());
                }
            }
            HttpRequest late = copy.build();
            network.later(inMs, () -> send(late));
        }

        private static String uri(ClassicHttpRequest request) {
            try {
                return request.getUri().toString();
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void send(HttpRequest late) {
            try {
                // One for each: a connection that is kept may lead to an emulator that is no more, on the same port.
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(late, HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close(CloseMode mode) {
            closed = true;
            closeWhenIdle();
        }

        /** A thread that a closed socket wakes up would run beside the one whose turn it is. */
        private void closeWhenIdle() {
            if (closed && underWay == 0) {
                real.close(CloseMode.GRACEFUL);
            }
        }

        @Override
        public void close() throws IOException {
            close(CloseMode.GRACEFUL);
        }
    }
}
