package io.connectdomo.common.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityClientTest {
    private static final Map<String, String> DATED = Map.of("Date", "Sun, 01 Mar 2026 10:20:30 GMT");

    private String line;

    @Test
    void entriesComeInDomosOrderWithDomosTime() throws IOException {
        ActivityEntries reply = calling(
                "[{\"time\":2,\"eventText\":\"b\"},{\"time\":1}]", client -> client.entries(1, 3, 1000, 7, List.of()));
        assertThat(reply.entries())
                .extracting(entry -> entry.path("time").asLong())
                .containsExactly(2L, 1L);
        assertThat(reply.serverTime()).contains(Instant.parse("2026-03-01T10:20:30Z"));
        assertThat(line).startsWith("GET /api/audit/v1/user-audits?start=1&end=3&offset=7&limit=1000 ");
    }

    @Test
    void objectTypesAreOneParameter() throws IOException {
        this.<ActivityEntries>calling("[]", client -> client.entries(1, 3, 10, 0, List.of("PAGE", "DATA_SOURCE")));
        assertThat(line).contains("&objectType=PAGE%2CDATA_SOURCE ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"PAGE\",\"CARD\"]", "[{\"type\":\"PAGE\",\"translation\":\"Page\"},{\"type\":\"CARD\"},{}]"})
    void objectTypesAreTextsOrObjects(String body) throws IOException {
        assertThat(this.<List<String>>calling(body, ActivityClient::objectTypes))
                .containsExactly("PAGE", "CARD");
        assertThat(line).startsWith("GET /api/audit/v1/user-audits/objectTypes ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "[{]"})
    void aReplyThatHoldsNoEntriesIsNoSuccess(String body) {
        assertThatThrownBy(() -> calling(body, client -> client.entries(1, 3, 10, 0, List.of())))
                .isInstanceOf(DomoException.UnknownOutcome.class)
                .hasMessageContaining("/api/audit/v1/user-audits");
    }

    private <T> T calling(String body, Function<ActivityClient, T> call) throws IOException {
        try (RawServer server = RawServer.replying(200, DATED, body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            try {
                return call.apply(new ActivityClient(http, Duration.ofSeconds(30)));
            } finally {
                line = server.journal().get(0).line();
            }
        }
    }
}
