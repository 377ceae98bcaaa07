package io.connectdomo.common.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.Exchange;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchClientTest {
    private Exchange sent;

    @Test
    void dataSetsAreAskedForAsThePageShows() throws IOException {
        SearchPage page = searching(
                "{\"totalResultCount\":1,\"searchObjects\":[{\"databaseId\":\"ds\",\"title\":\"orders\"}]}", 100);
        assertThat(page).isEqualTo(new SearchPage(List.of(new SearchHit("ds", "orders")), true, false));
        assertThat(sent.line()).startsWith("POST /api/search/v1/query ");
        assertThat(sent.body())
                .contains("\"query\":\"orders\"", "\"offset\":100", "\"count\":100", "\"entityList\":[[\"dataset\"]]");
    }

    @Test
    void resultsMayBeInTheMapOnlyAndUnderOtherNames() throws IOException {
        SearchPage page = searching(
                "{\"totalResultCount\":\"500\",\"searchObjects\":[],\"searchResultsMap\":{\"dataset\":"
                        + "[{\"id\":7,\"name\":\"a\"},{\"name\":\"no id\"},{\"id\":7,\"name\":\"a\"}],\"combined\":null}}",
                0);
        assertThat(page.hits()).containsExactly(new SearchHit("7", "a"));
        assertThat(page.last()).isFalse();
    }

    @Test
    void pagingEndsAtTenThousandAndIsSaidToBeCut() throws IOException {
        String reply = "{\"totalResultCount\":50000,\"searchObjects\":[{\"databaseId\":\"ds\",\"title\":\"t\"}]}";
        assertThat(searching(reply, 9_900).last()).isTrue();
        assertThat(searching(reply, 9_900).cut()).isTrue();
        assertThat(searching(reply.replace("50000", "10000"), 9_900).cut()).isFalse();
        assertThat(searching(reply, 9_800).last()).isFalse();
    }

    @Test
    void anUnreadableReplyIsNotAnEmptyOne() {
        assertThatThrownBy(() -> searching("{}", 0)).isInstanceOf(DomoException.UnknownOutcome.class);
    }

    private SearchPage searching(String reply, int offset) throws IOException {
        try (RawServer server = RawServer.replying(reply);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            SearchPage page = new SearchClient(http).dataSets("orders", offset);
            sent = server.journal().get(0);
            return page;
        }
    }
}
