package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every fault hits the requests it was set for, and no other. */
class FaultsTest {
    private static final String COMMITS = "/api/data/v3/datasources/*/uploads/*/commit";
    private DomoEmulator emulator;
    private Client client;
    private String id;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
        id = emulator.createDataSet("t", List.of(ColumnSpec.of("a", ColumnType.LONG)));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void hitsTheNthMatchingRequestsOnly() {
        emulator.faults()
                .add(Fault.status(429)
                        .withRetryAfter("7")
                        .on("GET", "**/datasources/*")
                        .nth(2)
                        .times(2));
        assertThat(get().status()).isEqualTo(200);
        Client.Answer hit = get();
        assertThat(hit.status()).isEqualTo(429);
        assertThat(hit.response().headers().firstValue("Retry-After")).contains("7");
        assertThat(client.post(Client.uploads(id), "{}").status()).isEqualTo(200);
        assertThat(get().status()).isEqualTo(429);
        assertThat(get().status()).isEqualTo(200);
    }

    @Test
    void aRegularExpressionMatchesToo() {
        emulator.faults()
                .add(Fault.status(503).on(null, "regex:.*/datasources/[^/]+").always());
        assertThat(get().status()).isEqualTo(503);
        assertThat(client.post(Client.uploads(id), "{}").status()).isEqualTo(200);
        emulator.faults().clear();
        assertThat(get().status()).isEqualTo(200);
    }

    @Test
    void answersPagesStringsAndNothing() {
        emulator.faults().add(Fault.maintenance(200));
        Client.Answer page = get();
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.body()).contains("<title>Domo Maintenance</title>");
        emulator.faults().add(Fault.blocked(403));
        assertThat(get().body()).contains("<title>Domo - Blocked</title>");
        emulator.faults().add(Fault.plain(403, "You shall not pass"));
        assertThat(get().body()).isEqualTo("You shall not pass");
        emulator.faults().add(Fault.empty(200));
        assertThat(get().body()).isEmpty();
    }

    @Test
    void aConnectionDroppedBeforeTheWorkChangesNothing() {
        long upload = uploaded();
        emulator.faults().add(Fault.dropBeforeWork().on("PUT", COMMITS).always());
        assertThatThrownBy(() -> client.tryToSend(commit(upload))).isInstanceOf(IOException.class);
        assertThat(emulator.commits(id)).isEmpty();
    }

    @Test
    void aConnectionDroppedAfterTheWorkLosesTheReplyOnly() {
        long upload = uploaded();
        emulator.faults().add(Fault.dropAfterWork().on("PUT", COMMITS));
        assertThatThrownBy(() -> client.tryToSend(commit(upload))).isInstanceOf(IOException.class);
        assertThat(emulator.commits(id)).hasSize(1);
        assertThat(emulator.requests()).last().extracting(RequestRecord::status).isEqualTo(0);
    }

    @Test
    void aStatusAfterTheWorkHidesThatItWasDone() {
        long upload = uploaded();
        emulator.faults().add(Fault.status(500).afterTheWork().on("PUT", COMMITS));
        assertThat(client.send(commit(upload)).status()).isEqualTo(500);
        assertThat(emulator.commits(id)).hasSize(1);
    }

    @Test
    void aDelayOutlastsAnImpatientClient() {
        emulator.faults().add(Fault.delay(Duration.ofSeconds(5)));
        assertThatThrownBy(() -> client.tryToSend(
                        client.request("/api/data/v3/datasources/" + id).timeout(Duration.ofMillis(200))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aSlowReplyArrivesWhole() {
        emulator.faults().add(Fault.slowReply(Duration.ofMillis(1)));
        long begun = System.nanoTime();
        Client.Answer answer = get();
        assertThat(answer.json().path("id").asText()).isEqualTo(id);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofMillis(answer.body().length()));
    }

    private Client.Answer get() {
        return client.get("/api/data/v3/datasources/" + id);
    }

    private long uploaded() {
        long upload = client.open(id, "{}");
        client.part(id, upload, 1, "1\n");
        return upload;
    }

    private HttpRequest.Builder commit(long upload) {
        return client.request(Client.uploads(id) + '/' + upload + "/commit")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"action\":\"APPEND\",\"index\":true}"));
    }
}
