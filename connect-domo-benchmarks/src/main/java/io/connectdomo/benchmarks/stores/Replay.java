package io.connectdomo.benchmarks.stores;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The ceiling: the requests of a recorded run, as fast as so many threads with bare HttpClient 5 can send them. */
final class Replay implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI domo;
    private final int threads;
    private final ExecutorService pool;
    private final CloseableHttpClient http;

    Replay(URI domo, int threads) {
        this.domo = domo;
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads);
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(threads)
                        .setMaxConnPerRoute(threads)
                        .build())
                .disableContentCompression()
                .build();
    }

    /**
     * Sends them and returns the nanoseconds that took. An upload session is opened before its parts and committed behind them.
     *
     * @param before the id of the recorded run's collection or FileSet, in place of which {@code now} is written
     */
    long run(List<Recorder.Exchange> exchanges, String before, String now) {
        List<Recorder.Exchange> first = new ArrayList<>();
        // What is asked of a path comes behind what is sent there; everything else goes side by side.
        Map<String, List<Recorder.Exchange>> together = new LinkedHashMap<>();
        List<Recorder.Exchange> last = new ArrayList<>();
        for (Recorder.Exchange exchange : exchanges) {
            String path = exchange.path();
            boolean opens = path.endsWith("/multipart");
            boolean ends = path.endsWith("/commit") || path.contains("/permissions");
            if (opens || ends) {
                (opens ? first : last).add(exchange);
            } else {
                String place = place(exchange);
                together.computeIfAbsent(place.isEmpty() ? "#" + together.size() : place, key -> new ArrayList<>())
                        .add(exchange);
            }
        }
        return timed(first, together, last, before, now);
    }

    private long timed(
            List<Recorder.Exchange> first,
            Map<String, List<Recorder.Exchange>> together,
            List<Recorder.Exchange> last,
            String before,
            String now) {
        long start = System.nanoTime();
        try {
            String session = "";
            String newSession = "";
            for (Recorder.Exchange exchange : first) {
                byte[] reply = send(exchange, before, now);
                session = MAPPER.readTree(exchange.reply()).path("sessionId").asText();
                newSession = MAPPER.readTree(reply).path("sessionId").asText();
            }
            String old = session.isEmpty() ? before : session;
            String current = session.isEmpty() ? now : newSession;
            List<List<Recorder.Exchange>> units = List.copyOf(together.values());
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    for (int at = next.getAndIncrement(); at < units.size(); at = next.getAndIncrement()) {
                        for (Recorder.Exchange exchange : units.get(at)) {
                            send(exchange, old, current);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            for (Recorder.Exchange exchange : last) {
                send(exchange, old, current);
            }
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("The ceiling cannot be measured", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The ceiling cannot be measured", e);
        }
        return System.nanoTime() - start;
    }

    /** The path in a FileSet that it is about; empty where it is about none. */
    private static String place(Recorder.Exchange exchange) {
        int query = exchange.path().indexOf("?path=");
        if (query >= 0) {
            return URLDecoder.decode(exchange.path().substring(query + "?path=".length()), StandardCharsets.UTF_8);
        }
        if (!exchange.path().endsWith("/files")) {
            return "";
        }
        try {
            return MAPPER.readTree(exchange.reply()).path("path").asText();
        } catch (IOException e) {
            throw new IllegalStateException("A reply to an upload that is no JSON was recorded", e);
        }
    }

    private byte[] send(Recorder.Exchange exchange, String before, String now) throws IOException {
        String path = before.isEmpty() ? exchange.path() : exchange.path().replace(before, now);
        HttpUriRequestBase request = new HttpUriRequestBase(exchange.method(), URI.create(domo + path));
        request.setHeader("X-DOMO-Developer-Token", EmulatedDomo.TOKEN);
        request.setHeader("Accept", "application/json");
        if (exchange.body().length > 0) {
            ContentType type = exchange.contentType() == null ? null : ContentType.parse(exchange.contentType());
            request.setEntity(new ByteArrayEntity(exchange.body(), type));
        }
        return http.execute(request, response -> {
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            if (response.getCode() >= 300) {
                throw new IOException(exchange.method() + " " + path + " was answered " + response.getCode());
            }
            return body;
        });
    }

    @Override
    public void close() throws IOException {
        pool.shutdownNow();
        http.close();
    }
}
