package io.connectdomo.common.appdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.OneCall;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppDbClientTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    private final OneCall<AppDbClient> calling = new OneCall<>(AppDbClient::new);

    @Test
    void aDocumentIsCreatedFromItsBytesAsTheyAre() throws IOException {
        assertThat(created("{\"id\":\"d1\",\"content\":{}}")).isEqualTo("d1");
        assertThat(calling.line()).isEqualTo("POST /api/datastores/v2/collections/c/documents");
        assertThat(calling.header("content-type")).isEqualTo("application/json");
        assertThat(calling.header("x-domo-developer-token")).isEqualTo(Configs.TOKEN);
        assertThat(calling.body()).isEqualTo("{\"content\":{ \"ä\":1 }}");
        assertThat(created("{\"id\":17}")).as("a number").isEqualTo("17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "done"})
    void whetherACreationNobodyCanReadHappenedIsNotKnown(String reply) {
        assertThatThrownBy(() -> created(reply)).isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void bulkBodiesAreJoinedAndCountsRead() throws IOException {
        assertThat(calling.<BulkCounts>of(
                        "{\"Created\":\"2\"}", client -> client.createAll("c", List.of(json("{}"), json("{\"a\":1}")))))
                .isEqualTo(new BulkCounts(OptionalLong.of(2), NONE, NONE));
        assertThat(calling.line()).isEqualTo("POST /api/datastores/v2/collections/c/documents/bulk");
        assertThat(calling.body()).isEqualTo("[{\"content\":{}},{\"content\":{\"a\":1}}]");

        List<DocumentUpdate> updates =
                List.of(new DocumentUpdate("d\"1", json("{\"b\":2}")), new DocumentUpdate("d2", json("{}")));
        assertThat(calling.<BulkCounts>of("{\"Updated\":1,\"created\":1}", client -> client.updateAll("c", updates)))
                .isEqualTo(new BulkCounts(OptionalLong.of(1), OptionalLong.of(1), NONE));
        assertThat(calling.line()).isEqualTo("PUT /api/datastores/v2/collections/c/documents/bulk");
        assertThat(calling.body())
                .isEqualTo("[{\"id\":\"d\\\"1\",\"content\":{\"b\":2}},{\"id\":\"d2\",\"content\":{}}]");
    }

    @Test
    void updatesAndDeletionsNameTheirDocument() throws IOException {
        calling.sending("{\"id\":\"d/1\"}", client -> client.update("c", "d/1", json("{}")));
        assertThat(calling.line()).isEqualTo("PUT /api/datastores/v2/collections/c/documents/d%2F1");
        assertThat(calling.body()).isEqualTo("{\"content\":{}}");
        assertThat(calling.<Boolean>of(204, "", client -> client.delete("c", "d1")))
                .isTrue();
        assertThat(calling.line()).isEqualTo("DELETE /api/datastores/v2/collections/c/documents/d1");
        assertThat(calling.<Boolean>of(404, "{}", client -> client.delete("c", "d1")))
                .isFalse();
    }

    @Test
    void aBulkDeletionMayBeAcceptedWithoutWords() throws IOException {
        assertThat(calling.<BulkCounts>of(202, "", client -> client.deleteAll("c", List.of("a", "b"))))
                .isEqualTo(new BulkCounts(NONE, NONE, NONE));
        assertThat(calling.line()).isEqualTo("DELETE /api/datastores/v2/collections/c/documents/bulk?ids=a%2Cb");
        assertThat(calling.<BulkCounts>of("{\"Deleted\":2}", client -> client.deleteAll("c", List.of("a", "b")))
                        .deleted())
                .hasValue(2);
    }

    @Test
    void noUrlOfABulkDeletionHas8000Characters() throws IOException {
        List<String> ids = IntStream.range(0, 1_000)
                .mapToObj(i -> new UUID(7, i).toString())
                .toList();
        try (RawServer server = RawServer.replying("{}");
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            AppDbClient client = new AppDbClient(http);
            List<List<String>> slices = client.deleteSlices("c", ids);
            slices.forEach(slice -> client.deleteAll("c", slice));
            assertThat(slices.stream().flatMap(List::stream)).containsExactlyElementsOf(ids);
            List<Integer> urls = server.journal().stream()
                    .map(e -> server.url().length() + e.line().split(" ", -1)[1].length())
                    .toList();
            assertThat(urls).allMatch(length -> length < 8_000);
            assertThat(urls.subList(0, urls.size() - 1))
                    .as("no slice needlessly small")
                    .allMatch(l -> l >= 8_000 - 39);
            assertThat(client.deleteSlices("c", List.of())).isEmpty();
            assertThatThrownBy(() -> client.deleteAll("c", List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void documentsComeWithIdTimeAndContent() throws IOException {
        List<AppDbDocument> found = calling.of(
                "[{\"id\":\"a\",\"createdOn\":\"2024-04-18T19:39:00.708Z\",\"content\":{\"k\":[1]}},"
                        + "{\"id\":\"b\",\"createdOn\":\"2024-04-18T19:39:00.708+0000\"},{\"id\":3}]",
                client -> client.query(
                        "c", Json.object().put("content._key", "x"), Optional.of("createdOn ascending"), 50, 100));
        assertThat(calling.line())
                .isEqualTo("POST /api/datastores/v2/collections/c/documents/query"
                        + "?limit=50&offset=100&orderby=createdOn%20ascending");
        assertThat(calling.body()).isEqualTo("{\"content._key\":\"x\"}");
        assertThat(found).extracting(AppDbDocument::id).containsExactly("a", "b", "3");
        Optional<Instant> time = Optional.of(Instant.parse("2024-04-18T19:39:00.708Z"));
        assertThat(found).extracting(AppDbDocument::createdOn).containsExactly(time, time, Optional.empty());
        assertThat(found.get(0).content()).hasToString("{\"k\":[1]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"content\":{}}]", "[7]"})
    void anUnreadableQueryIsNotAnEmptyOne(String reply) {
        assertThatThrownBy(() -> calling.of(reply, c -> c.query("c", Json.object(), Optional.empty(), 1, 0)))
                .isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void aSchemaIsReadAndReplaced() throws IOException {
        Optional<AppDbCollection> read = calling.of(
                "{\"id\":\"c\",\"name\":\"n\",\"syncEnabled\":\"true\",\"schema\":{\"columns\":["
                        + "{\"type\":\"STRING\",\"name\":\"a\"},{\"type\":\"LONG\",\"name\":\"b\",\"visible\":false}]}}",
                client -> client.collection("c"));
        List<CollectionColumn> columns =
                List.of(new CollectionColumn("a", "STRING", true), new CollectionColumn("b", "LONG", false));
        assertThat(read).contains(new AppDbCollection("c", Optional.of("n"), columns, true));
        assertThat(calling.line()).isEqualTo("GET /api/datastores/v1/collections/c");
        calling.sending("", client -> client.updateSchema("c", columns, true));
        assertThat(calling.line()).isEqualTo("PUT /api/datastores/v1/collections/c");
        assertThat(calling.body())
                .isEqualTo("{\"schema\":{\"columns\":[{\"type\":\"STRING\",\"name\":\"a\",\"visible\":true},"
                        + "{\"type\":\"LONG\",\"name\":\"b\",\"visible\":false}]},\"syncEnabled\":true}");
        assertThat(calling.<Optional<AppDbCollection>>of("{\"schema\":null}", client -> client.collection("c")))
                .contains(new AppDbCollection("c", Optional.empty(), List.of(), false));
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(calling.<Optional<?>>of(404, "{}", client -> client.collection("c")))
                .isEmpty();
        assertThat(calling.<Optional<?>>of(404, "{}", client -> client.document("c", "d")))
                .isEmpty();
        assertThat(calling.line()).isEqualTo("GET /api/datastores/v2/collections/c/documents/d");
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "413,Refused", "423,Retriable", "429,Retriable", "503,Retriable", "403,Unauthorized"})
    void everyFailureHasItsKindAndNoToken(int status, String kind) {
        DomoException failure = catchThrowableOfType(
                DomoException.class,
                () -> calling.of(status, "{\"message\":\"" + Configs.TOKEN + "\"}", c -> c.create("c", json("{}"))));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining(Configs.TOKEN).hasMessageContaining("/collections/c/documents");
        assertThat(AppDbClient.lacksPage(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void anInstanceWithoutBulkIsRecognised(int status) {
        DomoException failure = catchThrowableOfType(
                DomoException.class, () -> calling.of(status, "{}", c -> c.createAll("c", List.of(json("{}")))));
        assertThat(AppDbClient.lacksPage(failure)).isTrue();
    }

    @Test
    void aDeadlineEndsAnAttemptThatDomoNeverAnswers() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {});
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            AppDbClient client = new AppDbClient(http).within(Duration.ofMillis(300));
            assertThatThrownBy(() -> client.create("c", json("{}")))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("deadline of 300 ms");
        }
    }

    private String created(String reply) throws IOException {
        return calling.of(reply, client -> client.create("c", json("{ \"ä\":1 }")));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
