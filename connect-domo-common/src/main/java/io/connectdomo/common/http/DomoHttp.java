package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domo's API over HTTP: pooled connections, token, time-outs, rate limit, and replies sorted into successes and
 * {@link DomoException}s. One call is one attempt; who calls decides about the next one, with a {@link RetryBudget}.
 * Thread-safe; one per task.
 */
public final class DomoHttp implements AutoCloseable {
    /** Replies are held in memory; what is larger is not read to its end. */
    public static final int MAX_REPLY_BYTES = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DomoHttp.class);
    private static final Duration NO_DEADLINE = Duration.ofDays(365);
    private static final int NOT_FOUND = 404;
    private static final String TOKEN_HEADER = "X-DOMO-Developer-Token";

    private final CloseableHttpClient client;
    private final Watchdog watchdog = new Watchdog();
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
        return new DomoHttp(config, maxConnections, Clock.systemUTC(), System::nanoTime, Sleeper.THREAD, listener);
    }

    DomoHttp(
            DomoConnectionConfig config,
            int maxConnections,
            Clock clock,
            LongSupplier nanoTime,
            Sleeper sleeper,
            ReplyListener listener) {
        URI url = config.baseUrl();
        warnOfClearText(url);
        this.client = ClientFactory.create(config, maxConnections);
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
        String name = request.method() + " " + basePath + prefix(request) + request.path();
        long startedAt = nanoTime.getAsLong();
        awaitTurn(name, request);
        Duration left = request.deadline()
                .map(deadline -> deadline.minusNanos(nanoTime.getAsLong() - startedAt))
                .orElse(null);
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), URI.create(url(request)));
        http.setHeader(token);
        http.setHeader(HttpHeaders.ACCEPT, request.accept());
        try (Attempt attempt =
                new Attempt(watchdog, http, left, request.deadline().orElse(null), silence)) {
            request.body()
                    .ifPresent(body -> http.setEntity(new StreamedEntity(
                            body,
                            attempt,
                            request.contentType(),
                            request.contentEncoding().orElse(null))));
            Reply reply = exchange(name, http, attempt);
            listener.replied(
                    name,
                    reply.status(),
                    reply.body(),
                    Optional.ofNullable(reply.serverTime()),
                    Duration.ofNanos(nanoTime.getAsLong() - startedAt));
            return judged(name, attempt, reply);
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
     * Cuts {@code values} so that each slice, joined by commas in the query parameter {@code name} of {@code request}, makes a
     * URL of fewer than {@value UrlSlices#TOO_LONG} characters. In order; none for no values.
     */
    public List<List<String>> slices(DomoRequest request, String name, List<String> values) {
        return UrlSlices.of(values, slice -> url(request.withQuery(name, slice)).length());
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

    private Reply exchange(String name, HttpUriRequestBase http, Attempt attempt) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ClientFactory.ATTEMPT, attempt);
        try (ClassicHttpResponse response = client.executeOpen(null, http, context)) {
            return read(name, http, response);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw failures.of(name, attempt, e);
        }
    }

    private Reply read(String name, HttpUriRequestBase http, ClassicHttpResponse response) throws IOException {
        return new Reply(
                response.getCode(),
                text(response, HttpHeaders.CONTENT_TYPE, "").toLowerCase(Locale.ROOT),
                text(response, HttpHeaders.LOCATION, null),
                text(response, HttpHeaders.RETRY_AFTER, null),
                serverTime(response),
                body(name, http, response.getEntity()));
    }

    private static byte[] body(String name, HttpUriRequestBase http, HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream in = entity.getContent()) {
            byte[] bytes = in.readNBytes(MAX_REPLY_BYTES + 1);
            if (bytes.length > MAX_REPLY_BYTES) {
                // Before the stream is closed, which would read it to its end.
                http.cancel();
                throw new DomoException.UnknownOutcome(
                        name + ": the reply is larger than " + MAX_REPLY_BYTES + " bytes and was not read.", null);
            }
            return bytes;
        }
    }

    private DomoResponse judged(String name, Attempt attempt, Reply reply) {
        if (!attempt.sent()) {
            throw failures.notSent(name, "the proxy refused the connection to Domo with " + reply.status());
        }
        replies.failure(name, reply).ifPresent(failure -> {
            throw failures.redacted(failure);
        });
        return new DomoResponse(name, reply.status(), reply.body(), reply.serverTime());
    }

    private static Instant serverTime(ClassicHttpResponse response) {
        String date = text(response, HttpHeaders.DATE, null);
        return date == null ? null : DateUtils.parseStandardDate(date);
    }

    private static String text(ClassicHttpResponse response, String header, String absent) {
        Header found = response.getFirstHeader(header);
        return found == null || found.getValue() == null ? absent : found.getValue();
    }

    private static void warnOfClearText(URI url) {
        if ("http".equalsIgnoreCase(url.getScheme()) && !loopback(url.getHost())) {
            LOG.warn(
                    "{} is plain http: the developer token crosses the network unencrypted. Use https for {}.",
                    DomoConnectionConfig.URL,
                    url.getHost());
        }
    }

    private static boolean loopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
