package io.connectdomo.common.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.Exchange;
import io.connectdomo.common.testing.RawServer;
import io.connectdomo.common.validation.Findings.Complaint;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a definite answer is an error, one fault is one message, and nobody waits longer than a worker does. */
@Timeout(60)
class InquiryTest {
    private static final Map<String, String> PAGE = Map.of("Content-Type", "text/html");

    /** In place of 4 and 12 s, for tests that wait for nobody. */
    private static final Interview.Patience SHORT =
            new Interview.Patience(Duration.ofMillis(1000), Duration.ofMillis(2500));

    private static final Duration LIMIT = SHORT.all().plus(Interview.FAREWELL).plusMillis(1500);

    private enum Said implements LiveCheck {
        MISSING,
        REFUSED;

        @Override
        public String shownOn() {
            return "key";
        }

        @Override
        public String known() {
            return "asked";
        }

        @Override
        public String text() {
            return this == MISSING ? "{} is missing." : "{} is refused: {}";
        }
    }

    private static Question thing(int number) {
        return Question.of(
                "thing " + number,
                List.of("things"),
                Said.MISSING,
                Said.REFUSED,
                (http, findings) -> http.execute(DomoRequest.get("/things/{}", number)));
    }

    private static List<Question> things(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(InquiryTest::thing).toList();
    }

    private static List<Complaint> complaints(RawServer domo, List<Question> questions, String... more) {
        Address address = new Address(Configs.of(domo.url(), more), DomoConnectionConfig.URL);
        return Inquiry.ask(address, questions, SHORT).complaints();
    }

    /** Answers what is asked for the numbered things, and every search well. */
    private static RawServer domo(RawServer.Script things) throws IOException {
        return RawServer.answering((exchange, socket) -> {
            if (exchange.line().contains("/search/")) {
                RawServer.reply(socket, 200, Map.of(), "{\"searchObjects\":[]}");
            } else {
                things.answer(exchange, socket);
            }
        });
    }

    private static void json(Socket socket, int status) throws IOException {
        RawServer.reply(socket, status, Map.of(), "{\"message\":\"so it is\"}");
    }

    private static boolean about(Exchange exchange, int number) {
        return exchange.line().contains("/things/" + number + " ");
    }

    @Test
    void eachThingIsToldOnItsKeyInOrder() throws IOException {
        try (RawServer domo = domo((exchange, socket) ->
                json(socket, about(exchange, 2) ? 404 : about(exchange, 4) ? 403 : about(exchange, 5) ? 400 : 200))) {
            assertThat(complaints(domo, things(6)))
                    .extracting(Complaint::key, complaint -> complaint.message().replaceFirst(": .*", ""))
                    .containsExactly(
                            tuple("things", "thing 2 is missing."),
                            tuple("things", "thing 4 is refused"),
                            tuple("things", "thing 5 is refused"));
        }
    }

    @Test
    void theOnlyThingThatIsNotThereIsNotTheAddresssFault() throws IOException {
        try (RawServer domo = domo((exchange, socket) -> json(socket, 404))) {
            assertThat(complaints(domo, things(2))).extracting(Complaint::key).containsExactly("things", "things");
        }
        try (RawServer domo = domo((exchange, socket) -> json(socket, 403))) {
            assertThat(complaints(domo, things(2))).extracting(Complaint::key).containsExactly("things", "things");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, application/json, {}, domo.url, No API",
        "404, text/html, <html><title>404</title></html>, domo.url, No API",
        "200, text/html, <html><title>Welcome</title></html>, domo.url, No API",
        "302, text/plain, moved, domo.url, No API",
        "405, application/json, {}, domo.url, No API",
        "403, text/plain, Forbidden, domo.url, no instance has this name",
        "403, text/html, <title>Domo - Blocked</title>, domo.url, allow-list",
        "401, application/json, {}, domo.developer.token, does not take this token",
    })
    void oneFaultOfTheConnectionIsOneMessage(int status, String type, String body, String key, String said)
            throws IOException {
        try (RawServer somebody = RawServer.replying(status, Map.of("Content-Type", type), body)) {
            assertThat(complaints(somebody, things(5))).singleElement().satisfies(complaint -> {
                assertThat(complaint.key()).isEqualTo(key);
                assertThat(complaint.message()).contains(said).doesNotContain(Configs.TOKEN);
            });
            assertThat(complaints(somebody, List.of()))
                    .extracting(Complaint::key)
                    .containsExactly(key);
        }
    }

    @ParameterizedTest
    @CsvSource({"429", "503", "500", "408"})
    void notNowIsNoErrorAndIsNotAskedOftenFor(int status) throws IOException {
        try (RawServer domo = RawServer.replying(status, Map.of(), "{}")) {
            assertThat(complaints(domo, things(100))).isEmpty();
            assertThat(domo.journal()).hasSizeLessThan(20);
        }
    }

    @Test
    void maintenanceAndRepliesThatNobodyCanReadAreNoErrors() throws IOException {
        try (RawServer domo = RawServer.replying(200, PAGE, "<title>Domo Maintenance</title>")) {
            assertThat(complaints(domo, things(3))).isEmpty();
        }
        Question reader = new Question(
                "thing",
                List.of("things"),
                Optional.of(Said.MISSING),
                Optional.of(Said.REFUSED),
                (http, findings) -> http.execute(DomoRequest.get("/things/1")).object());
        try (RawServer domo = RawServer.replying(200, Map.of(), "all is well")) {
            assertThat(complaints(domo, List.of(reader))).isEmpty();
        }
    }

    @Test
    void oneAnswerNotNowDoesNotKeepTheOthersUnasked() throws IOException {
        try (RawServer domo =
                domo((exchange, socket) -> json(socket, about(exchange, 1) ? 503 : about(exchange, 3) ? 404 : 200))) {
            assertThat(complaints(domo, things(3)))
                    .extracting(Complaint::message)
                    .containsExactly("thing 3 is missing.");
        }
    }

    @Test
    void silenceIsWaitedForOnce() throws IOException {
        try (RawServer domo = RawServer.answering((exchange, socket) -> Thread.sleep(60_000))) {
            assertThat(within(domo, things(100))).isLessThan(SHORT.all());
            assertThat(domo.journal()).hasSize(1);
        }
    }

    /** No time-out of a socket ever sees this. */
    @Test
    void anAnswerThatComesByteByByteIsNotWaitedFor() throws IOException {
        try (RawServer domo = RawServer.answering((exchange, socket) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 600; i++) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                Thread.sleep(100);
            }
        })) {
            assertThat(within(domo, things(3))).isLessThan(LIMIT);
        }
    }

    @Test
    void manyThingsAreAskedForSideBySideAndNoMoreThanThereIsTimeFor() throws IOException {
        try (RawServer domo = domo((exchange, socket) -> {
            Thread.sleep(10);
            json(socket, about(exchange, 150) ? 404 : 200);
        })) {
            long began = System.nanoTime();
            assertThat(complaints(domo, things(Inquiry.MOST_QUESTIONS)))
                    .extracting(Complaint::message)
                    .containsExactly("thing 150 is missing.");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
        }
        try (RawServer domo = domo((exchange, socket) -> {
            Thread.sleep(300);
            json(socket, 200);
        })) {
            assertThat(within(domo, things(500))).isLessThan(LIMIT);
        }
        try (RawServer domo = domo((exchange, socket) -> json(socket, 200))) {
            assertThat(complaints(domo, things(500))).isEmpty();
            assertThat(domo.journal()).hasSize(Inquiry.MOST_QUESTIONS);
            assertThat(within(domo, things(100), "domo.requests.per.second", "1"))
                    .isLessThan(LIMIT);
        }
    }

    @Test
    void nobodyWaitsAsLongAsAWorker() {
        assertThat(Inquiry.ALL.plus(Interview.FAREWELL)).isLessThan(Duration.ofSeconds(15));
        assertThat(Inquiry.EACH.multipliedBy(2)).isLessThan(Inquiry.ALL);
    }

    private static Duration within(RawServer domo, List<Question> questions, String... more) {
        long began = System.nanoTime();
        assertThat(complaints(domo, questions, more)).isEmpty();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void noThreadAndNoConnectionIsLeft() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (RawServer domo = domo((exchange, socket) -> {
            synchronized (sockets) {
                sockets.add(socket);
            }
            json(socket, 200);
        })) {
            assertThat(complaints(domo, things(20))).isEmpty();
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("domo-")));
            // The server closes its side once it reads the end of ours.
            await().untilAsserted(() -> assertThat(sockets).allMatch(Socket::isClosed));
        }
    }

    @Test
    void aFaultOfOurOwnKeepsNobodyFromCreatingAConnector() throws IOException {
        Question broken = Question.optional("thing", (http, findings) -> {
            throw new IllegalStateException("broken");
        });
        try (RawServer domo = domo((exchange, socket) -> json(socket, 404))) {
            assertThat(complaints(domo, List.of(broken, thing(1))))
                    .extracting(Complaint::message)
                    .containsExactly("thing 1 is missing.");
        }
    }
}
