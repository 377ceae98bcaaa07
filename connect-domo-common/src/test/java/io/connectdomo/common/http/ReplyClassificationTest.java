package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyClassificationTest {
    private static final DomoRequest REQUEST = DomoRequest.put("/data/v3/datasources/{}/uploads/{}/commit", "abc", 7);
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html; charset=UTF-8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "408 | application/json |                                    | Retriable",
                "423 | application/json | {\"message\":\"locked\"}           | Retriable",
                "425 | application/json | {}                                 | Retriable",
                "429 | text/plain       | slow down                          | Retriable",
                "500 | application/json | {\"status\":500,\"toe\":\"A-B-C\"} | Retriable",
                "503 | text/html        | <html><title>Domo Maintenance</title></html> | Retriable",
                "200 | text/html        | <html><title>Domo Maintenance</title></html> | Retriable",
                "200 | application/json | <!DOCTYPE html><html></html>       | Retriable",
                "404 | text/html        | <html>no such page</html>          | Retriable",
                "407 | text/plain       | proxy says no                      | Retriable",
                "413 | text/html        | <html>too large</html>             | Refused",
                "400 | application/json | {\"message\":\"no\"}               | Refused",
                "404 | text/plain       | Not Found                          | Refused",
                "409 |                  |                                    | Refused",
                "416 | application/json | \"a JSON string\"                  | Refused",
                "401 | application/json | {\"status\":401,\"statusReason\":\"Internal Server Error\"} | Unauthorized",
                "403 | application/json | \"Forbidden\"                      | Unauthorized",
                "403 |                  |                                    | Unauthorized",
                "401 | text/plain       | Unauthorized                       | Unauthorized",
                "200 | text/html        | <html><title>Domo - Blocked</title></html> | Unauthorized",
                "403 | text/html        | <html><title>Domo - Blocked</title></html> | Unauthorized",
            })
    void everyReplyHasItsKind(int status, String type, String body, String kind) throws IOException {
        Map<String, String> headers = type == null ? Map.of() : Map.of("Content-Type", type);
        DomoException failure = failure(status, headers, body == null ? "" : body);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("PUT /api/data/v3/datasources/abc/uploads/7/commit");
    }

    @Test
    void aRefusalCarriesDomosWordsAndTraceId() throws IOException {
        DomoException.Refused refused = (DomoException.Refused) failure(
                400, JSON, "{\"status\":400,\"message\":\"too few columns\",\"toe\":\"U8DN6EEODG-556OB-F1VOD\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).isTrue();
        assertThat(refused.domoMessage()).isEqualTo("too few columns");
        assertThat(refused.toe()).isEqualTo("U8DN6EEODG-556OB-F1VOD");
        assertThat(refused).hasMessageContaining("too few columns").hasMessageContaining("U8DN6EEODG-556OB-F1VOD");
    }

    @Test
    void aPlainStringIsNoJsonRefusal() throws IOException {
        DomoException.Refused refused = (DomoException.Refused) failure(404, Map.of(), "Not Found");
        assertThat(refused.json()).isFalse();
        assertThat(refused.domoMessage()).isEqualTo("Not Found");
    }

    @Test
    void theRowThatDomoQuotesIsNotRepeated() throws IOException {
        DomoException failure = failure(
                400, JSON, "{\"message\":\"Invalid CSV. Expected 2. Row 1, column 3. Row: Jane Doe,4711,secret\"}");
        assertThat(failure).hasMessageContaining("Row 1, column 3").hasMessageNotContaining("Jane");
        assertThat(((DomoException.Refused) failure).domoMessage()).doesNotContain("Jane");
    }

    @Test
    void aRedirectToTheBlockedPageNamesTheAllowList() throws IOException {
        DomoException failure = failure(303, Map.of("Location", "https://acme.domo.com/whitelist/blocked"), "");
        assertThat(failure).isInstanceOf(DomoException.Unauthorized.class).hasMessageContaining("allow-list");
    }

    @Test
    void anotherRedirectIsNotFollowedAndOnlyItsHostIsNamed() throws IOException {
        DomoException failure = failure(302, Map.of("Location", "https://sso.example.com/login?ticket=s3"), "");
        assertThat(failure)
                .isInstanceOf(DomoException.Refused.class)
                .hasMessageContaining("sso.example.com")
                .hasMessageNotContaining("ticket");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | PT7S",
                "0                             | PT0S",
                "Wed, 01 Jan 2025 00:00:30 GMT | PT30S",
                "Tue, 31 Dec 2024 00:00:00 GMT | PT0S",
                "604800                        | PT5M",
                "Thu, 31 Dec 2099 00:00:00 GMT | PT5M"
            })
    void retryAfterIsReadInBothForms(String header, Duration expected) throws IOException {
        DomoException.Retriable failure = (DomoException.Retriable)
                failure(429, Map.of("Retry-After", header, "Date", "Wed, 01 Jan 2025 00:00:00 GMT"), "");
        assertThat(failure.retryAfter()).contains(expected);
        assertThat(failure.sent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3", "99999999999999999999"})
    void anUnreadableRetryAfterIsNone(String header) throws IOException {
        DomoException.Retriable failure = (DomoException.Retriable) failure(503, Map.of("Retry-After", header), "");
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "not json", "{\"a\":1", "{} trailing", "[]", "\"text\""})
    void aSuccessNobodyCanReadIsNotTakenForOne(String body) throws IOException {
        try (RawServer server = RawServer.replying(body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            DomoResponse reply = http.execute(REQUEST);
            assertThat(catchThrowableOfType(DomoException.UnknownOutcome.class, reply::object))
                    .hasMessageContaining("not known");
        }
    }

    @Test
    void theReplyTellsDomosClock() throws IOException {
        try (RawServer server = RawServer.replying(200, Map.of("Date", "Wed, 01 Jan 2025 00:00:00 GMT"), "{}");
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThat(http.execute(REQUEST).serverTime()).contains(Instant.parse("2025-01-01T00:00:00Z"));
        }
    }

    @Test
    void aReplyLargerThanTheCapIsNotHeld() throws IOException {
        String large = "x".repeat(DomoHttp.MAX_REPLY_BYTES + 1);
        assertThat(failure(200, HTML, large)).isInstanceOf(DomoException.UnknownOutcome.class);
    }

    private static DomoException failure(int status, Map<String, String> headers, String body) throws IOException {
        try (RawServer server = RawServer.replying(status, headers, body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            DomoException failure = catchThrowableOfType(DomoException.class, () -> http.execute(REQUEST));
            assertThat(server.journal()).hasSize(1);
            return failure;
        }
    }
}
