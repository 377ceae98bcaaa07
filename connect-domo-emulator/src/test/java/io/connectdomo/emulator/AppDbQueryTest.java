package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query finds what MongoDB's would find, with the values as they were written. */
class AppDbQueryTest {
    private static final SettableClock CLOCK = SettableClock.at("2026-01-02T03:04:05Z");
    private static DomoEmulator emulator;
    private static Client client;
    private static String collection;

    @BeforeAll
    static void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(CLOCK));
        client = new Client(emulator);
        collection = emulator.appDb().createCollection("c");
        for (String content : List.of(
                "{\"id\":\"a\",\"n\":1,\"s\":\"x\",\"in\":{\"v\":1}}",
                "{\"id\":\"b\",\"n\":1.0,\"s\":\"y\",\"tags\":[\"p\",\"q\"]}",
                "{\"id\":\"c\",\"n\":\"1\",\"s\":null,\"in\":[{\"v\":2},{\"v\":3}]}",
                "{\"id\":\"d\",\"n\":20,\"at\":{\"$date\":\"2026-01-02T00:00:00Z\"}}",
                "{\"id\":\"e\",\"at\":\"2026-01-02T00:00:00Z\"}")) {
            CLOCK.advance(Duration.ofSeconds(1));
            client.post(v1(), "{\"content\":" + content + "}");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|abcde",
                "{\"content.n\":1}|ab",
                "{\"content.n\":{\"$eq\":\"1\"}}|c",
                "{\"content.n\":{\"$in\":[1,20,\"z\"]}}|abd",
                "{\"content.n\":{\"$in\":[]}}|''",
                "{\"content.n\":{\"$nin\":[1,20]}}|ce",
                "{\"content.n\":{\"$ne\":1}}|cde",
                "{\"content.n\":{\"$gt\":1}}|d",
                "{\"content.n\":{\"$gte\":1,\"$lt\":20}}|ab",
                "{\"content.n\":{\"$lte\":\"1\"}}|c",
                "{\"content.s\":null}|cde",
                "{\"content.s\":{\"$exists\":true}}|abc",
                "{\"content.tags\":\"q\"}|b",
                "{\"content.in.v\":{\"$gte\":2}}|c",
                "{\"content.in.v\":1}|a",
                "{\"content.s\":{\"$regex\":\"^x\"}}|a",
                "{\"content.n\":{\"$not\":{\"$gt\":1}}}|abce",
                "{\"content.n\":1,\"content.s\":\"y\"}|b",
                "{\"$and\":[{\"content.n\":1},{\"content.s\":\"y\"}]}|b",
                "{\"$or\":[{\"content.s\":\"x\"},{\"content.n\":20}]}|ad",
                "{\"$nor\":[{\"content.s\":\"x\"},{\"content.n\":20}]}|bce",
                "{\"content.at\":{\"$gte\":{\"$date\":\"2026-01-01T00:00:00Z\"}}}|d",
                "{\"content.at\":{\"$gte\":\"2026-01-01T00:00:00Z\"}}|e"
            })
    void finds(String query, String found) {
        assertThat(ids("", query)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=2,ab",
        "?limit=2&offset=3,de",
        "?orderby=createdOn%20descending,edcba",
        "?orderby=content.id%20descending&limit=1&offset=1,d",
        "?orderby=content.n%20ascending,eabdc"
    })
    void sortsAndPages(String parameters, String found) {
        assertThat(ids(parameters, "{}")).isEqualTo(found);
    }

    /** Dates of the server are dates: a text finds nothing (observed-behaviour.md 4). */
    @Test
    void serverTimesAreDates() {
        String third = emulator.appDb().documents(collection).get(2).createdOn().toString();
        assertThat(ids("", "{\"createdOn\":{\"$gt\":{\"$date\":\"" + third + "\"}}}"))
                .isEqualTo("de");
        assertThat(ids("", "{\"createdOn\":{\"$gt\":\"" + third + "\"}}")).isEmpty();
    }

    /** However documents came and went in between, and how many keys are asked for at once. */
    @Test
    void findsByKeysWhatIsThereNow() {
        String other = emulator.appDb().createCollection("o");
        String path = v1().replace(collection, other);
        String all = IntStream.range(0, 2000)
                .mapToObj(i -> "{\"content\":{\"k\":\"" + i + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        client.post(path + "/bulk", all);
        String query = IntStream.range(0, 3000)
                .mapToObj(i -> "\"" + i + "\"")
                .collect(Collectors.joining(",", "{\"content.k\":{\"$in\":[", "]}}"));
        assertThat(keys(path, query)).hasSize(2000);
        AppDocument first = emulator.appDb().documents(other).get(0);
        AppDocument second = emulator.appDb().documents(other).get(1);
        client.put(path + "/" + first.id(), "{\"content\":{\"k\":\"moved\"}}");
        client.delete(path + "/" + second.id());
        client.post(path, "{\"content\":{\"k\":\"2999\"}}");
        assertThat(keys(path, query)).hasSize(1999).contains("2999").doesNotContain("0", "1", "moved");
        assertThat(keys(path, "{\"content.k\":\"moved\"}")).containsExactly("moved");
        assertThat(keys(path, "{\"content.k\":\"0\"}")).isEmpty();
    }

    private static List<String> keys(String path, String query) {
        return client.post(path.replace("/v1/", "/v2/") + "/query", query)
                .json()
                .findValuesAsText("k");
    }

    private static String ids(String parameters, String query) {
        return client.post(v1().replace("/v1/", "/v2/") + "/query" + parameters, query)
                .json()
                .valueStream()
                .map(document -> document.at("/content/id").asText())
                .collect(Collectors.joining());
    }

    private static String v1() {
        return "/api/datastores/v1/collections/" + collection + "/documents";
    }
}
