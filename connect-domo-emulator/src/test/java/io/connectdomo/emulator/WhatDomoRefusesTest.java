package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with which status, and that a refusal changes nothing. */
class WhatDomoRefusesTest {
    private static final String APPEND = "{\"action\":\"APPEND\",\"index\":true}";
    private static DomoEmulator emulator;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
    }

    @AfterAll
    static void stop() throws IOException {
        emulator.close();
    }

    @AfterEach
    void reset() {
        emulator.dialects().reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LONG|1.0",
                "LONG|x",
                "LONG|+1",
                "LONG|9223372036854775808",
                "LONG|' 1'",
                "DOUBLE|NaN",
                "DOUBLE|Infinity",
                "DOUBLE|1d",
                "DOUBLE|1e999",
                "DECIMAL|1e3",
                "DECIMAL|.5",
                "DECIMAL|1.",
                "DATE|2024-02-30",
                "DATE|2024-1-1",
                "DATE|2024-01-01T00:00:00",
                "DATETIME|2024-01-01",
                "DATETIME|2024-01-01T25:00:00",
                "DATETIME|2024-01-01T00:00:00Z",
                "DATETIME|2024-01-01T00:00:00.1",
                "DATETIME|2024-01-01T00:00:00.000000"
            })
    void refusesValuesThatDoNotFit(ColumnType type, String value) {
        String id = withColumn(type);
        Client.Answer answer = client.append(id, "ok," + value + "\n");
        assertRefused(answer, 400, "Value does not fit the column's type " + type);
        assertThat(answer.message()).doesNotContain(value.strip() + " ");
        assertThat(emulator.commits(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LONG|-9223372036854775808", "DOUBLE|-1.5E-10", "DECIMAL|123456789012345678901234567890.000001",
                "DATE|2024-02-29", "DATETIME|2024-01-01T23:59:59", "DATETIME|2024-01-01 23:59:59",
                "DATETIME|2024-01-01T23:59:59.123", "STRING|x"
            })
    void takesValuesThatFit(ColumnType type, String value) {
        assertThat(client.append(withColumn(type), "ok," + value + "\n").status())
                .isEqualTo(200);
    }

    @Test
    void tellsMissingAndSurplusColumnsInDomosWords() {
        String id = withColumn(ColumnType.STRING);
        assertRefused(
                client.append(id, "a,b\nc\n"),
                400,
                "Invalid CSV provided during upload. msg=There are too few columns. Expected 2. Row 2, column 2. Row: ");
        assertRefused(
                client.append(id, "a,b,c\n"),
                400,
                "Invalid CSV provided during upload. msg=There are too many columns. Expected 2. Row 1, column 3.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\"b,c\n", "\"a\"b,c\n", "a\rb,c\n", "\uFEFFa,b\n", "\"a,b\n", "a,b\n\nc,d\n", "a, \"b\"\n"})
    void refusesCsvThatThePageForbids(String csv) {
        assertRefused(client.append(withColumn(ColumnType.STRING), csv), 400, "Invalid CSV provided during upload");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        String id = withColumn(ColumnType.STRING);
        long upload = client.open(id, null);
        client.part(id, upload, 1, new byte[] {'a', ',', (byte) 0xff, '\n'}, "text/csv");
        assertRefused(client.commit(id, upload, APPEND), 400, "Not UTF-8");
    }

    @Test
    void refusesAnEmptyLineInADataSetOfOneColumn() {
        String id = emulator.createDataSet("one", List.of(ColumnSpec.of("a", ColumnType.STRING)));
        assertRefused(client.append(id, "x\n\ny\n"), 400, "Empty line");
    }

    @Test
    void takesAHeaderRowForData() {
        assertRefused(client.append(withColumn(ColumnType.LONG), "name,value\n"), 400, "LONG");
    }

    @Test
    void refusesUnknownAndCommittedUploads() {
        String id = withColumn(ColumnType.STRING);
        assertRefused(client.part(id, 77, 1, "a,b\n"), 404, "Upload 77 is not known");
        assertRefused(client.commit(id, 77, APPEND), 404, "Upload 77 is not known");
        long upload = client.open(id, "{}");
        client.part(id, upload, 1, "a,b\n");
        assertThat(client.commit(id, upload, APPEND).status()).isEqualTo(200);
        assertRefused(client.part(id, upload, 2, "a,b\n"), 409, "committed already");
        assertRefused(client.commit(id, upload, APPEND), 409, "committed already");
    }

    @Test
    void refusesSparsePartsAndLetsThemBeMended() {
        String id = withColumn(ColumnType.STRING);
        long upload = client.open(id, "{}");
        client.part(id, upload, 1, "a,b\n");
        client.part(id, upload, 3, "e,f\n");
        assertRefused(
                client.commit(id, upload, APPEND),
                400,
                "Too many non-consecutive part ids. Make consecutive or upload multiple data versions");
        client.part(id, upload, 2, "c,d\n");
        assertThat(client.commit(id, upload, APPEND).json().at("/size/rowCount").asLong())
                .isEqualTo(3);
    }

    @Test
    void refusesUpsertsWithoutKeysNullKeysAndTheSameKeyTwice() {
        String plain = withColumn(ColumnType.STRING);
        assertRefused(client.upsert(plain, "a,b\n"), 400, "no upsert key columns");
        String keyed = keyed();
        assertRefused(client.upsert(keyed, ",x\n"), 400, "NULL in an upsert key column. Row 1");
        assertRefused(client.upsert(keyed, "1,x\n", "2,y\n1,z\n"), 400, "The key is there twice in one upload. Row 2");
        assertThat(emulator.commits(keyed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k,v\n1,x\n", "K\n1\n", "1\n", "v\nx\n"})
    void refusesADeleteWithoutAHeaderOfExactlyTheKeyColumns(String csv) {
        assertRefused(
                client.upload(keyed(), "{\"appendId\":\"delete\"}", "{\"message\":\"m\"}", csv), 400, "header row");
    }

    @Test
    void refusesABadTokenALongUrlALargeBodyAndAWrongContentType() {
        String id = withColumn(ColumnType.STRING);
        assertRefused(new Client(emulator.url(), "wrong").get("/api/data/v3/datasources/" + id), 401, "Unauthorized");
        assertRefused(client.get("/api/data/v3/datasources/" + "x".repeat(8000)), 414, "longer than 8000");
        String large = "{\"message\":\"" + "x".repeat(Request.MAX_JSON_BYTES) + "\"}";
        assertRefused(client.post(Client.uploads(id), large), 413, "larger than");
        long upload = client.open(id, "{}");
        byte[] part = "a,b\n".getBytes(StandardCharsets.UTF_8);
        assertRefused(client.part(id, upload, 1, part, "application/json"), 415, "text/csv");
        assertRefused(client.part(id, upload, 0, "a,b\n"), 400, "positive");
        assertRefused(client.part(id, upload, 1, part, "text/csv", "Content-Encoding", "gzip"), 400, "not gzip");
    }

    @Test
    void refusesColumnNamesThatDifferByCaseOnly() {
        String schema = "{\"columns\":[{\"name\":\"a\",\"type\":\"STRING\"},{\"name\":\"A\",\"type\":\"STRING\"}]}";
        assertRefused(
                client.post(
                        "/api/data/v2/datasources",
                        "{\"userDefinedType\":\"api\",\"dataSourceName\":\"n\",\"schema\":" + schema + "}"),
                400,
                "there twice");
    }

    private static String withColumn(ColumnType type) {
        return emulator.createDataSet(
                "typed", List.of(ColumnSpec.of("name", ColumnType.STRING), ColumnSpec.of("value", type)));
    }

    private static String keyed() {
        return emulator.createDataSet(
                "keyed", List.of(ColumnSpec.key("k", ColumnType.LONG), ColumnSpec.of("v", ColumnType.STRING)));
    }

    private static void assertRefused(Client.Answer answer, int status, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.message()).contains(message);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("statusReason").asText()).isNotEmpty();
        assertThat(answer.json().path("toe").asText()).matches("[A-Z0-9]{10}-[A-Z0-9]{5}-[A-Z0-9]{5}");
    }
}
