package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that goes by the {@code Date} header goes by the emulator's clock. */
class DateHeaderTest {
    private static final String PATH = "/api/data/v1/streams";

    @Test
    void theHeaderTellsTheEmulatorsClock() throws IOException {
        SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
        try (DomoEmulator emulator =
                DomoEmulator.start(EmulatorOptions.defaults().withClock(clock))) {
            Client client = new Client(emulator);
            assertThat(date(client.get(PATH))).isEqualTo(clock.instant());
            clock.advance(Duration.ofDays(-3));
            assertThat(date(client.get(PATH))).isEqualTo(clock.instant());
        }
    }

    @Test
    void aSkewIsAnOption() throws IOException {
        try (DomoEmulator emulator =
                EmulatorMain.parse(new String[] {"--clock-skew-ms", "-7200000"}).start()) {
            assertThat(date(new Client(emulator).get(PATH)))
                    .isBetween(Instant.now().minusSeconds(7300), Instant.now().minusSeconds(7198));
        }
    }

    @Test
    void nothingElseOfARequestOrReplyChanges() throws IOException {
        try (DomoEmulator emulator =
                DomoEmulator.start(EmulatorOptions.defaults().withClock(SettableClock.at("2026-01-02T03:04:05Z")))) {
            Client client = new Client(emulator);
            String id = emulator.createDataSet("é", List.of(ColumnSpec.of("a", ColumnType.STRING)));
            assertThat(client.get("/api/data/v3/datasources/" + id)
                            .json()
                            .path("name")
                            .asText())
                    .isEqualTo("é");
            long upload = client.open(id, "{}");
            byte[] part = ("x".repeat(1000) + '\n').repeat(3000).getBytes(StandardCharsets.UTF_8);
            assertThat(client.part(id, upload, 1, part, "text/csv").status()).isEqualTo(200);
            assertThat(client.delete("/emulator/faults").status()).isEqualTo(204);
        }
    }

    @Test
    void aDroppedReplyIsDroppedAndTheNextRequestIsAnswered() throws IOException {
        try (DomoEmulator emulator =
                DomoEmulator.start(EmulatorOptions.defaults().withClock(SettableClock.at("2026-01-02T03:04:05Z")))) {
            Client client = new Client(emulator);
            emulator.faults().add(Fault.dropBeforeWork().times(5));
            assertThatIOException()
                    .isThrownBy(() -> client.tryToSend(client.request(PATH).GET()));
            emulator.faults().clear();
            assertThat(client.get(PATH).status()).isEqualTo(200);
        }
    }

    private static Instant date(Client.Answer answer) {
        return ZonedDateTime.parse(
                        answer.response().headers().firstValue("Date").orElseThrow(),
                        DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
