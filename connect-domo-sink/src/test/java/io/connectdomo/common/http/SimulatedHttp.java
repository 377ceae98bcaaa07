package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
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

        /** What requests meet on their way, one by one; null for nothing but their {@link Way}. */
        default Crossing crossing() {
            return null;
        }
    }

    /** Lets each request through, or holds it, whatever has become of who sent it. */
    public interface Crossing {
        /** On a thread of its own, from the moment on in which the request leaves. */
        Passage begin(String method, String path);
    }

    /** One request on its way. */
    public interface Passage extends AutoCloseable {
        /** Waits as long as it is held on its way there; false where it gets lost. */
        boolean arrives();

        /** The status of an answer that comes instead of Domo's; 0 where Domo answers. */
        int insteadOfDomo();

        /** Domo has done it. Waits as long as the reply is held on its way back; false where it gets lost. */
        boolean returns();

        @Override
        void close();
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
        /** For what lands although its sender has closed its client. Has nothing to close but idle connections. */
        private final CloseableHttpClient late = HttpClients.createMinimal();

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
            CloseableHttpResponse response =
                    exchange(target, request, context, attempt).response(cancellable);
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

        private Exchange exchange(HttpHost target, ClassicHttpRequest request, HttpContext context, Attempt attempt)
                throws IOException {
            Exchange exchange = new Exchange();
            HttpUriRequestBase sent = copyOf(request);
            if (network.crossing() == null) {
                sent.setEntity(request.getEntity());
                network.later(0, () -> exchange.run(() -> executeReal(target, sent, context)));
            } else {
                attempt.sending();
                sent.setEntity(copy(request.getEntity()));
                network.later(0, () -> exchange.run(() -> cross(sent)));
            }
            return exchange;
        }

        private ClassicHttpResponse executeReal(HttpHost target, HttpUriRequestBase request, HttpContext context)
                throws IOException {
            if (closed) {
                throw new SocketTimeoutException("simulated");
            }
            return real.executeOpen(target, request, context);
        }

        /** Its bytes, which may be gone when it lands. */
        private static HttpEntity copy(HttpEntity entity) throws IOException {
            if (entity == null) {
                return null;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            entity.writeTo(body);
            return new ByteArrayEntity(
                    body.toByteArray(), ContentType.parse(entity.getContentType()), entity.getContentEncoding());
        }

        /** Null where the connection breaks without an answer. */
        private ClassicHttpResponse cross(HttpUriRequestBase request) throws IOException {
            try (Passage passage = network.crossing().begin(request.getMethod(), request.getPath())) {
                if (!passage.arrives()) {
                    return null;
                }
                if (passage.insteadOfDomo() != 0) {
                    return answer(passage.insteadOfDomo());
                }
                ClassicHttpResponse reply = late.executeOpen(host(request), request, null);
                if (reply.getEntity() != null) {
                    reply.setEntity(copy(reply.getEntity()));
                }
                return passage.returns() ? reply : null;
            }
        }

        private static HttpHost host(HttpUriRequestBase request) {
            URI uri = URI.create(uri(request));
            return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        }

        private static ClassicHttpResponse answer(int status) {
            BasicClassicHttpResponse reply = new BasicClassicHttpResponse(status);
            reply.setHeader("Content-Type", "application/json");
            reply.setEntity(new StringEntity(
                    "{\"status\":" + status + ",\"message\":\"simulated\"}", ContentType.APPLICATION_JSON));
            return reply;
        }

        /** What Domo does for a request. */
        private interface Work {
            ClassicHttpResponse run() throws IOException;
        }

        /**
         * Domo's work on one request, on a thread of its own: Domo may take its time, and the client may turn away meanwhile. What
         * has come to Domo is worked on to its end.
         */
        private final class Exchange {
            private CloseableHttpResponse response;
            private IOException failure;
            private boolean unwanted;

            void run(Work work) {
                underWay++;
                try {
                    ClassicHttpResponse came = work.run();
                    if (came == null) {
                        throw new NoHttpResponseException("simulated");
                    }
                    CloseableHttpResponse reply = CloseableHttpResponse.adapt(came);
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
            HttpUriRequestBase sent = copyOf(request);
            sent.setEntity(copy(request.getEntity()));
            network.later(inMs, () -> send(sent));
        }

        private void send(HttpUriRequestBase sent) {
            try {
                EntityUtils.consume(late.executeOpen(host(sent), sent, null).getEntity());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static HttpUriRequestBase copyOf(ClassicHttpRequest request) {
            HttpUriRequestBase copy = new HttpUriRequestBase(request.getMethod(), URI.create(uri(request)));
            copy.setHeaders(request.getHeaders());
            return copy;
        }

        private static String uri(ClassicHttpRequest request) {
            try {
                return request.getUri().toString();
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
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
