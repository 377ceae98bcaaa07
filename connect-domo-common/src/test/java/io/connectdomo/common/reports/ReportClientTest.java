package io.connectdomo.common.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReportClientTest {
    private String line;

    @Test
    void theHistoryIsAskedForNewestFirst() throws IOException {
        ReportEntries reply =
                calling(200, "[{\"id\":5}]", client -> client.history(90, 100, Optional.of("ALL"), false));
        assertThat(reply.entries()).hasSize(1);
        assertThat(line)
                .startsWith("GET /api/content/v1/reportschedules/history?limit=100&skip=90&orderBy=startTime"
                        + "&isAscending=false&includeRecipientInfo=false&filter=ALL ");
    }

    @Test
    void withoutAFilterDomosDefaultHolds() throws IOException {
        this.<ReportEntries>calling(200, "[]", client -> client.history(0, 100, Optional.empty(), true));
        assertThat(line).contains("includeRecipientInfo=true ").doesNotContain("filter");
    }

    @Test
    void aRunThatIsGoneIsNoEntry() throws IOException {
        assertThat(this.<ReportEntries>calling(404, "{}", client -> client.entry(7))
                        .entries())
                .isEmpty();
        assertThat(line).startsWith("GET /api/content/v1/reportschedules/history/7 ");
        assertThat(this.<ReportEntries>calling(200, "{\"id\":7}", client -> client.entry(7))
                        .entries())
                .hasSize(1);
    }

    @Test
    void otherRefusalsAreFailures() {
        assertThatThrownBy(() -> calling(409, "{\"message\":\"no\"}", client -> client.entry(7)))
                .isInstanceOf(DomoException.Refused.class);
    }

    private <T> T calling(int status, String body, Function<ReportClient, T> call) throws IOException {
        try (RawServer server = RawServer.replying(status, Map.of(), body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            try {
                return call.apply(new ReportClient(http, Duration.ofSeconds(30)));
            } finally {
                line = server.journal().get(0).line();
            }
        }
    }
}
