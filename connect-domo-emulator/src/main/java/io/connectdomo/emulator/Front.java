package io.connectdomo.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request passes: limits, token, fault, route, journal. */
final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    /** Says that a request is a look at what a connector did, not one of its own: no fault hits it, and it is not counted. */
    private static final String ONLOOKER = "X-Emulator-Onlooker";

    private static final int MAX_URL = 8000;
    private static final long MAX_DRAIN_BYTES = 256L * 1024 * 1024;

    private final Router api;
    private final Router own;
    private final SameOrigin sameOrigin;
    private final ApiPath apiPath;
    private final byte[] token;
    private final Faults faults;
    private final FaultInjector injector;
    private final RequestJournal journal;
    private final Dialects dialects;
    private final Clock clock;

    Front(
            Router api,
            Router own,
            SameOrigin sameOrigin,
            ApiPath apiPath,
            String token,
            Faults faults,
            FaultInjector injector,
            RequestJournal journal,
            Dialects dialects,
            Clock clock) {
        this.api = api;
        this.own = own;
        this.sameOrigin = sameOrigin;
        this.apiPath = apiPath;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.faults = faults;
        this.injector = injector;
        this.journal = journal;
        this.dialects = dialects;
        this.clock = clock;
    }

    void handle(HttpExchange exchange) throws IOException {
        Instant begun = clock.instant();
        Request request = new Request(exchange);
        try {
            boolean ownPath = request.path().equals("/") || request.path().startsWith("/emulator");
            Reply reply = ownPath ? answered(request, () -> own(request)) : domo(request, begun);
            if (!reply.dropped()) {
                send(exchange, reply);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Without a reply this closes the connection.
            exchange.close();
        }
    }

    private Reply own(Request request) {
        sameOrigin.require(request);
        return own.route(request, request.path());
    }

    private Reply domo(Request request, Instant begun) throws InterruptedException {
        if (request.header(ONLOOKER) != null) {
            return work(request);
        }
        Fault fault = faults.next(request.method(), request.path());
        Reply reply = fault == null ? work(request) : injector.answer(fault, () -> work(request));
        if (takesGzip(request)) {
            reply = reply.compressed();
        }
        journal.add(
                new RequestRecord(
                        request.method(), request.path(), request.rawQuery(), reply.status(), begun, request.excerpt()),
                kind(request));
        return reply;
    }

    private boolean takesGzip(Request request) {
        String encodings = request.header("Accept-Encoding");
        return encodings != null && encodings.contains("gzip") && dialects.speaks(Dialect.REPLY_ENCODING_GZIP);
    }

    private String kind(Request request) {
        try {
            return api.kind(request.method(), apiPath.withoutPrefix(request.rawPath()));
        } catch (DomoError unknownPath) {
            return "other";
        }
    }

    private Reply work(Request request) {
        return answered(request, () -> {
            if (request.urlLength() > MAX_URL) {
                throw new DomoError(414, "The URL is longer than " + MAX_URL + " characters");
            }
            String sent = request.header("X-DOMO-Developer-Token");
            if (sent == null || !MessageDigest.isEqual(token, sent.getBytes(StandardCharsets.UTF_8))) {
                throw new DomoError(401, "Unauthorized");
            }
            return api.route(request, apiPath.withoutPrefix(request.rawPath()));
        });
    }

    private static Reply answered(Request request, FaultInjector.Work work) {
        try {
            return work.run();
        } catch (DomoError e) {
            return Reply.json(e.status(), e.body());
        } catch (UncheckedIOException e) {
            LOG.debug("{} {} broke off", request.method(), request.path(), e);
            return Reply.DROPPED;
        } catch (RuntimeException e) {
            LOG.error("{} {} failed in the emulator", request.method(), request.path(), e);
            return Reply.json(500, DomoError.body(500, "Internal error of the emulator: " + e));
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException, InterruptedException {
        drain(exchange.getRequestBody());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body();
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length == 0) {
            return;
        }
        try (OutputStream out = exchange.getResponseBody()) {
            if (reply.drip() == null) {
                out.write(body);
            } else {
                injector.drip(out, body, reply.drip());
            }
        }
    }

    /** A client that is still sending its part would see a reset instead of the refusal. */
    private static void drain(InputStream body) throws IOException {
        // Not skip(): the server's stream passes that by its own end of the body, and waits for ever.
        byte[] buffer = new byte[16 * 1024];
        long left = MAX_DRAIN_BYTES;
        int count;
        while (left > 0 && (count = body.read(buffer)) >= 0) {
            left -= count;
        }
    }
}
