package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each position of each switch changes the one answer that it is about. */
class DialectsTest {
    private static final String APPEND = "{\"action\":\"APPEND\",\"index\":true}";
    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client client;
    private String id;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        id = emulator.createDataSet(
                "t", List.of(ColumnSpec.key("k", ColumnType.LONG), ColumnSpec.of("at", ColumnType.DATETIME)));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({"SECOND_COMMIT_CONFLICT,409", "SECOND_COMMIT_OK,200", "SECOND_COMMIT_NOT_FOUND,404"})
    void aSecondCommitNeverWritesTwice(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        long upload = client.open(id, "{}");
        client.part(id, upload, 1, "1,\n");
        Client.Answer first = client.commit(id, upload, APPEND);
        Client.Answer second = client.commit(id, upload, APPEND);
        assertThat(second.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(second.body()).isEqualTo(first.body());
        }
        assertThat(emulator.commits(id)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VERSION_AT_ONCE,1:success,1:success",
        "VERSION_LATE,'',''",
        "VERSION_PROCESSING,1:processing,1:processing",
        "VERSION_ONLY_V2,1:success,''",
        "VERSION_ONLY_V3,'',1:success",
        "VERSION_OTHER_ID,100001:success,100001:success",
        "VERSION_OTHER_ID_LATE,'',''",
        "VERSION_OPEN_SHOWN,1:success,1:success"
    })
    void aVersionShowsAsTheDialectSays(Dialect dialect, String v2, String v3) {
        emulator.dialects().speak(dialect).versionDelay(Duration.ofSeconds(10));
        client.append(id, "1,\n");
        assertThat(shownV2()).isEqualTo(v2);
        assertThat(shownV3()).isEqualTo(v3);
    }

    @ParameterizedTest
    @CsvSource({"VERSION_LATE", "VERSION_PROCESSING"})
    void aLateVersionShowsAfterItsDelay(Dialect dialect) {
        emulator.dialects().speak(dialect).versionDelay(Duration.ofSeconds(10));
        client.append(id, "1,\n");
        clock.advance(Duration.ofSeconds(10));
        assertThat(shownV2()).isEqualTo("1:success");
        assertThat(shownV3()).isEqualTo("1:success");
    }

    @Test
    void uploadsThatAreNotCommittedMayShowAsProcessing() {
        emulator.dialects().speak(Dialect.VERSION_OPEN_SHOWN);
        client.open(id, "{}");
        assertThat(shownV2()).isEqualTo("1:processing");
        assertThat(shownV3()).isEqualTo("1:processing");
    }

    @Test
    void theCommitReplyMayLackItsSize() {
        assertThat(client.append(id, "1,\n").json().has("size")).isTrue();
        emulator.dialects().speak(Dialect.COMMIT_SIZE_ABSENT);
        assertThat(client.append(id, "2,\n").json().has("size")).isFalse();
    }

    @Test
    void anUpsertsRowCountMayCountSomethingElse() {
        emulator.dialects().speak(Dialect.UPSERT_ROW_COUNT_OTHER);
        assertThat(client.upsert(id, "1,\n").json().at("/size/rowCount").asInt())
                .isNotEqualTo(1);
        assertThat(client.append(id, "1,\n").json().at("/size/rowCount").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"SESSION_LASTS,200", "SESSION_EXPIRES_NOT_FOUND,404", "SESSION_EXPIRES_GONE,410"})
    void aSessionMayExpire(Dialect dialect, int status) {
        emulator.dialects().speak(dialect).sessionLifetime(Duration.ofMinutes(1));
        long upload = client.open(id, "{}");
        assertThat(client.part(id, upload, 1, "1,\n").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(61));
        assertThat(client.part(id, upload, 2, "2,\n").status()).isEqualTo(status);
        assertThat(client.commit(id, upload, APPEND).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"KEY_COLUMNS_SHOWN,true", "KEY_COLUMNS_HIDDEN,false"})
    void schemaRepliesMayHideTheKeys(Dialect dialect, boolean shown) {
        emulator.dialects().speak(dialect);
        String latest =
                client.get("/api/data/v2/datasources/" + id + "/schemas/latest").body();
        assertThat(latest.contains("\"upsertKey\":true")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"API_PATH_BOTH,200,200", "API_PATH_API,200,404", "API_PATH_EMPTY,404,200"})
    void onePathIsKnownOrBoth(Dialect dialect, int withApi, int without) {
        emulator.dialects().speak(dialect);
        assertThat(client.post("/api/data/v3/datasources/" + id + "/uploads", "{}")
                        .status())
                .isEqualTo(withApi);
        assertThat(client.post("/data/v3/datasources/" + id + "/uploads", "{}").status())
                .isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPSERT_APPEND_ID|{\"appendId\":\"upsert\"}|APPEND|1",
                "UPSERT_APPEND_ID|{}|APPEND|2",
                "UPSERT_KEYED_APPEND|{}|APPEND|1",
                "UPSERT_ACTION|{}|UPSERT|1",
                "UPSERT_ACTION|{}|APPEND|2"
            })
    void upsertsAreAskedForInOneWay(Dialect dialect, String stageOne, String action, int rows) {
        emulator.dialects().speak(dialect);
        String commit = "{\"action\":\"" + action + "\",\"index\":true}";
        client.upload(id, stageOne, commit, "1,\n");
        client.upload(id, stageOne, commit, "1,\n");
        String key = client.post("/api/query/v1/datasources/" + id, null)
                .json()
                .path("requestKey")
                .asText();
        await().until(() -> client.get("/api/data/v3/datasources/" + id + "/indexes/" + key + "/statuses")
                .body()
                .contains("SUCCESS"));
        assertThat(emulator.rowCount(id)).isEqualTo(rows);
    }

    @Test
    void theOtherWaysToUpsertAreRefused() {
        assertThat(client.upload(id, "{}", "{\"action\":\"UPSERT\",\"index\":true}", "1,\n")
                        .status())
                .isEqualTo(400);
        emulator.dialects().speak(Dialect.UPSERT_ACTION);
        assertThat(client.post(Client.uploads(id), "{\"appendId\":\"upsert\"}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE_COMMIT_MESSAGE|{\"message\":\"m\"}|200",
                "DELETE_COMMIT_MESSAGE|{\"action\":\"APPEND\",\"index\":true}|400",
                "DELETE_COMMIT_ACTION_INDEX|{\"message\":\"m\"}|400",
                "DELETE_COMMIT_ACTION_INDEX|{\"action\":\"APPEND\",\"index\":true}|200"
            })
    void deletesAreCommittedInOneWay(Dialect dialect, String commit, int status) {
        emulator.dialects().speak(dialect);
        assertThat(client.upload(id, "{\"appendId\":\"delete\"}", commit, "k\n1\n")
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "PARTITION_DATA_TAG,dataTag,200", "PARTITION_DATA_TAG,restateDataTag,400",
        "PARTITION_RESTATE_DATA_TAG,restateDataTag,200", "PARTITION_RESTATE_DATA_TAG,dataTag,400"
    })
    void partitionsAreNamedInOneWay(Dialect dialect, String name, int status) {
        emulator.dialects().speak(dialect);
        long upload = client.open(id, "?" + name + "=mon", "{}");
        client.part(id, upload, 1, "1,\n");
        String commit = "{\"action\":\"APPEND\",\"index\":true,\"" + name + "\":\"mon\"}";
        assertThat(client.commit(id, upload, commit).status()).isEqualTo(status);
    }

    @Test
    void emptyingTakesNoPartOrOneEmptyPart() {
        String replace = "{\"action\":\"REPLACE\",\"index\":true}";
        assertThat(client.upload(id, "{}", replace).status()).isEqualTo(200);
        assertThat(client.upload(id, "{}", replace, "").status()).isEqualTo(400);
        emulator.dialects().speak(Dialect.TRUNCATE_EMPTY_PART);
        assertThat(client.upload(id, "{}", replace).status()).isEqualTo(400);
        assertThat(client.upload(id, "{}", replace, "").status()).isEqualTo(200);
    }

    @Test
    void fractionsOfASecondMayBeRefused() {
        emulator.dialects().speak(Dialect.DATETIME_FRACTION_NONE);
        assertThat(client.append(id, "1,2026-01-02T03:04:05.678\n").status()).isEqualTo(400);
        assertThat(client.append(id, "1,2026-01-02T03:04:05\n").status()).isEqualTo(200);
    }

    private String shownV2() {
        return String.join(
                ",",
                client.get("/api/data/v2/datasources/" + id + "/dataversions")
                        .json()
                        .valueStream()
                        .map(version -> version.path("dataId").asText() + ":"
                                + version.path("uploadStatus").asText())
                        .toList());
    }

    private String shownV3() {
        return String.join(
                ",",
                client.get("/api/data/v3/datasources/" + id + "/dataversions/details?limitToIndexed=false")
                        .json()
                        .valueStream()
                        .map(version -> version.path("dataVersionId").asText() + ":"
                                + version.path("status").asText())
                        .toList());
    }
}
