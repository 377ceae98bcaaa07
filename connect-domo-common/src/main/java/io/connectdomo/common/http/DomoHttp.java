package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;

/**
 * Domo's API over HTTP: pooled connections, token, time-outs, rate limit, and replies sorted into successes and
 * {@link DomoException}s. One call is one attempt; who calls decides about the next one, with a {@link RetryBudget}.
 * Thread-safe; one per task.
 */
public final class DomoHttp implements AutoCloseable {
    /** Replies are held in memory; what is larger is not read to its end. Of a streamed list it is what one entry may have. */
    public static final int MAX_REPLY_BYTES = 16 * 1024 * 1024;

    private static final Duration NO_DEADLINE = Duration.ofDays(365);
    private static final int NOT_FOUND = 404;
    private static final String GET = "GET";
    private static final String TOKEN_HEADER = "X-DOMO-Developer-Token";

    /** Reads the body of a success to its end, and says what it holds. */
    @FunctionalInterface
    public interface StreamReader<T> {
        /**
         * @throws DomoException where the body is not what the request needs
         * @throws IOException where the connection failed
         */
        T read(DomoStream body) throws IOException;
    }

    /** @param startedAt nanoseconds, before the wait for its turn */
    private record Call(String name, HttpUriRequestBase http, Attempt attempt, long startedAt) {}

    @FunctionalInterface
    private interface Reading<T> {
        T read(Call call, ClassicHttpResponse response) throws IOException;
    }

    private final CloseableHttpClient client;
    private final Watchdog watchdog;
    private final RateLimiter rate;
    private final Replies replies;
    private final LongSupplier nanoTime;
    private final String base;
    private final String basePath;
    private final String apiPath;
    private final Duration silence;
    private final Header token;
    private final Failures failures;
    private final ReplyListener listener;
    private final LongAdder requests = new LongAdder();

    /**
     * A client for one task.
     *
     * @param maxConnections most requests at once; a further one waits for {@code domo.connect.timeout.ms}
     */
    public static DomoHttp open(DomoConnectionConfig config, int maxConnections) {
        return open(config, maxConnections, (request, status, body, serverTime, took) -> {});
    }

    /** As {@link #open(DomoConnectionConfig, int)}, with someone who is told of every reply. */
    public static DomoHttp open(DomoConnectionConfig config, int maxConnections, ReplyListener listener) {
        return open(config, maxConnections, Clock.systemUTC(), System::nanoTime, Sleeper.THREAD, listener);
    }

    static DomoHttp open(
            DomoConnectionConfig config,
            int maxConnections,
            Clock clock,
            LongSupplier nanoTime,
            Sleeper sleeper,
            ReplyListener listener) {
        CloseableHttpClient client = ClientFactory.create(config, maxConnections);
        return new DomoHttp(config, client, Watchdog.onItsThread(), clock, nanoTime, sleeper, listener);
    }

    DomoHttp(
            DomoConnectionConfig config,
            CloseableHttpClient client,
            Watchdog watchdog,
            Clock clock,
            LongSupplier nanoTime,
            Sleeper sleeper,
            ReplyListener listener) {
        URI url = config.baseUrl();
        ClearText.warnOf(url);
        this.client = client;
        this.watchdog = watchdog;
        this.rate = new RateLimiter(config.requestsPerSecond(), nanoTime, sleeper);
        this.replies = new Replies(clock);
        this.nanoTime = nanoTime;
        this.base = url.toString();
        this.basePath = url.getRawPath() == null ? "" : url.getRawPath();
        this.apiPath = config.compat().apiPath();
        this.silence = config.requestTimeout();
        this.token = new BasicHeader(TOKEN_HEADER, config.token().value(), true);
        this.failures = new Failures(config);
        this.listener = listener;
    }

    /**
     * Sends {@code request} once and reads the reply.
     *
     * @throws DomoException where there was no success; see its subclasses for what is known then
     */
    public DomoResponse execute(DomoRequest request) {
        return attempt(request, (call, response) -> {
            Reply reply = Reply.of(response, whole(call, response.getEntity()));
            judge(call, reply);
            return new DomoResponse(call.name(), reply.status(), reply.body(), reply.serverTime());
        });
    }

    /**
     * As {@link #execute}, with the body of a success read by {@code reader} as it comes: for replies that may be longer than
     * {@link #MAX_REPLY_BYTES}. The attempt lasts until the reader returns. What {@code reader} was given before it failed, or
     * the connection did, is to be forgotten.
     */
    public <T> T stream(DomoRequest request, StreamReader<T> reader) {
        return attempt(request, (call, response) -> {
            boolean done = false;
            try {
                T result = reader.read(body(call, response));
                done = true;
                return result;
            } finally {
                if (!done) {
                    // Before the reply is closed, which would read it to its end.
                    call.http().cancel();
                }
            }
        });
    }

    private DomoStream body(Call call, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null || response.getCode() < 200 || response.getCode() >= 300) {
            judge(call, Reply.of(response, whole(call, entity)));
            return new DomoStream(call.name(), response.getCode(), InputStream.nullInputStream());
        }
        InputStream in = Reply.content(entity);
        byte[] head = in.readNBytes(Reply.PREFIX);
        judge(call, Reply.of(response, head));
        return new DomoStream(
                call.name(), response.getCode(), new SequenceInputStream(new ByteArrayInputStream(head), in));
    }

    private <T> T attempt(DomoRequest request, Reading<T> reading) {
        String name = request.method() + " " + basePath + prefix(request) + request.path();
        long startedAt = nanoTime.getAsLong();
        awaitTurn(name, request);
        Duration left = request.deadline()
                .map(deadline -> deadline.minusNanos(nanoTime.getAsLong() - startedAt))
                .orElse(null);
        requests.increment();
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), URI.create(url(request)));
        http.setHeader(token);
        http.setHeader(HttpHeaders.ACCEPT, request.accept());
        if (request.method().equals(GET)) {
            http.setHeader(HttpHeaders.ACCEPT_ENCODING, Reply.GZIP);
        }
        try (Attempt attempt =
                new Attempt(watchdog, http, left, request.deadline().orElse(null), silence)) {
            request.body()
                    .ifPresent(body -> http.setEntity(new StreamedEntity(
                            body,
                            attempt,
                            request.contentType(),
                            request.contentEncoding().orElse(null))));
            return exchange(new Call(name, http, attempt, startedAt), reading);
        }
    }

    /** As {@link #execute}; empty where Domo says that there is no such thing (404). */
    public Optional<DomoResponse> find(DomoRequest request) {
        try {
            return Optional.of(execute(request));
        } catch (DomoException.Refused refused) {
            if (refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * As {@link #execute}, for what is to be gone; false where Domo says that it is not there. A 404 that is not in Domo's form
     * says nothing of the kind and is thrown.
     */
    public boolean remove(DomoRequest request) {
        try {
            execute(request);
            return true;
        } catch (DomoException.Refused refused) {
            if (refused.status() == NOT_FOUND && refused.json()) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Cuts {@code values} so that each slice, joined by commas in the query parameter {@code name} of {@code request}, makes a
     * URL of fewer than {@value UrlSlices#TOO_LONG} characters. In order; none for no values.
     */
    public List<List<String>> slices(DomoRequest request, String name, List<String> values) {
        return UrlSlices.of(values, slice -> url(request.withQuery(name, slice)).length());
    }

    /** Requests that were begun so far, each attempt of its own. */
    public long requests() {
        return requests.sum();
    }

    /** Ends what is under way and gives the connections back. */
    @Override
    public void close() {
        watchdog.close();
        client.close(CloseMode.IMMEDIATE);
    }

    private String url(DomoRequest request) {
        return base + prefix(request) + request.pathAndQuery();
    }

    private String prefix(DomoRequest request) {
        return request.isOutsideApi() ? "" : apiPath;
    }

    private void awaitTurn(String name, DomoRequest request) {
        try {
            Duration atMost = request.deadline().orElse(NO_DEADLINE);
            if (!rate.acquire(atMost)) {
                throw failures.notSent(
                        name,
                        "the limit of " + DomoConnectionConfig.REQUESTS_PER_SECOND + " leaves no turn within "
                                + atMost.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.notSent(name, "the task is being stopped");
        }
    }

    private <T> T exchange(Call call, Reading<T> reading) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ClientFactory.ATTEMPT, call.attempt());
        try (ClassicHttpResponse response = client.executeOpen(null, call.http(), context)) {
            return reading.read(call, response);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            DomoException failure = failures.of(call.name(), call.attempt(), e);
            RequestLog.failed(failure, nanoTime.getAsLong() - call.startedAt());
            throw failure;
        }
    }

    private static byte[] whole(Call call, HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream in = Reply.content(entity)) {
            byte[] bytes = in.readNBytes(MAX_REPLY_BYTES + 1);
            if (bytes.length > MAX_REPLY_BYTES) {
                // Before the stream is closed, which would read it to its end.
                call.http().cancel();
                throw DomoException.UnknownOutcome.tooLarge(
                        call.name() + ": the reply is larger than " + MAX_REPLY_BYTES + " bytes and was not read.");
            }
            return bytes;
        }
    }

    /** Tells of the reply, and throws unless it is a success. */
    private void judge(Call call, Reply reply) {
        if (!call.attempt().sent()) {
            throw failures.refusedByProxy(
                    call.name(), "the proxy refused the connection to Domo with " + reply.status(), reply.status());
        }
        long took = nanoTime.getAsLong() - call.startedAt();
        RequestLog.answered(call.name(), reply, took, failures::redacted);
        listener.replied(
                call.name(),
                reply.status(),
                reply.body(),
                Optional.ofNullable(reply.serverTime()),
                Duration.ofNanos(took));
        replies.failure(call.name(), reply).ifPresent(failure -> {
            throw failures.redacted(failure);
        });
    }
}
