package io.connectdomo.common.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.OneCall;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StreamClientTest {
    private String line;

    @Test
    void theHistoryIsAskedForAsLongAsItGets() throws IOException {
        StreamExecutions reply =
                calling(200, "[{\"executionId\":34320,\"startedAt\":1734458216.0}]", c -> c.executionHistory(371));
        assertThat(reply.entries()).hasSize(1);
        assertThat(line).startsWith("GET /api/data/v1/streams/371/history/aggregate?limit=1000 ");
    }

    @Test
    void allExecutionsComeInParts() throws IOException {
        calling(200, "[]", client -> client.executions(371, 500, 1499));
        assertThat(line).startsWith("GET /api/data/v1/streams/371/executions?limit=500&offset=1499 ");
    }

    @Test
    void oneExecutionIsAskedForByItsId() throws IOException {
        assertThat(calling(200, "{\"executionId\":7}", client -> client.execution(371, 7))
                        .entries())
                .hasSize(1);
        assertThat(line).startsWith("GET /api/data/v1/streams/371/executions/7 ");
    }

    @Test
    void someStreamsAreListedByTheirIds() throws IOException {
        OneCall<StreamClient> calling = new OneCall<>(http -> new StreamClient(http, Duration.ofSeconds(30)));
        assertThat(calling.<List<Long>>of("[{\"id\":371},{\"id\":\"7\"},{}]", client -> client.streams(20)))
                .containsExactly(371L, 7L);
        assertThat(calling.line()).isEqualTo("GET /api/data/v1/streams?limit=20&offset=0");
    }

    @Test
    void theLastExecutionIsPartOfTheStream() throws IOException {
        assertThat(calling(200, "{\"lastExecution\":{\"executionId\":7}}", c -> c.lastExecution(371))
                        .entries())
                .hasSize(1);
        assertThat(line).startsWith("GET /api/data/v1/streams/371 ");
        assertThat(calling(200, "{\"lastExecution\":null}", c -> c.lastExecution(371))
                        .entries())
                .isEmpty();
    }

    @Test
    void whatIsNoListOfExecutionsIsNotTakenForOne() {
        assertThatThrownBy(() -> calling(200, "{}", client -> client.executionHistory(371)))
                .isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void anEntryThatIsNoObjectKeepsItsPlaceAndCostsNoOther() throws IOException {
        assertThat(calling(200, "[7,{\"executionId\":7}]", client -> client.executionHistory(371, 25))
                        .entries())
                .hasSize(2)
                .satisfies(entries -> assertThat(entries.get(0)).isEmpty());
        assertThat(line).startsWith("GET /api/data/v1/streams/371/history/aggregate?limit=25 ");
    }

    @Test
    void theStreamShowsUpToThreeOfThemEachOnce() throws IOException {
        String page = "{\"lastExecution\":{\"executionId\":7},\"currentExecution\":{\"executionId\":7},"
                + "\"lastSuccessfulExecution\":{\"executionId\":5}}";
        assertThat(calling(200, page, client -> client.shownExecutions(371)).entries())
                .hasSize(2);
        assertThat(line).startsWith("GET /api/data/v1/streams/371 ");
    }

    @Test
    void theHistoryHasAPageBesideIt() throws IOException {
        calling(200, "[]", client -> client.plainHistory(371, 50));
        assertThat(line).startsWith("GET /api/data/v1/streams/371/history?limit=50 ");
    }

    private StreamExecutions calling(int status, String body, Function<StreamClient, StreamExecutions> call)
            throws IOException {
        try (RawServer server = RawServer.replying(status, Map.of(), body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            try {
                return call.apply(new StreamClient(http, Duration.ofSeconds(30)));
            } finally {
                line = server.journal().get(0).line();
            }
        }
    }
}
