package io.connectdomo.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12 | 12", "\"12\" | 12", "12.0 | 12", "\"1713474296.0\" | 1713474296", "1.2e3 | 1200", "-1 | -1"})
    void wholeNumbersComeInManyForms(String json, long expected) throws IOException {
        assertThat(Lenient.number(field(json), "x")).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"\"", "\"abc\"", "1.5", "{}", "[1]", "1e99", "1e999999999", "99999999999999999999"})
    void whatIsNoWholeNumberIsNone(String json) throws IOException {
        assertThat(Lenient.number(field(json), "x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1713474296.0                      | 2024-04-18T21:04:56Z",
                "1734458216.000000000              | 2024-12-17T17:56:56Z",
                "\"1713474296\"                    | 2024-04-18T21:04:56Z",
                "1713474296123                     | 2024-04-18T21:04:56.123Z",
                "\"2023-01-24T14:27:21.000+00:00\" | 2023-01-24T14:27:21Z",
                "\"2023-01-24T14:27:21.000+0000\"  | 2023-01-24T14:27:21Z",
                "\"2023-01-24T19:39:00.708Z\"      | 2023-01-24T19:39:00.708Z",
                "\"2023-01-24T14:27:21\"           | 2023-01-24T14:27:21Z",
                "\"2023-01-24 14:27:21.5\"         | 2023-01-24T14:27:21.500Z",
                "\"2023-01-24T16:27:21+02:00\"     | 2023-01-24T14:27:21Z",
            })
    void timesComeInManyForms(String json, Instant expected) throws IOException {
        assertThat(Lenient.instant(field(json), "x")).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"YYYY-mm-dd HH:mm:ss.SSS\"", "\"2023-01-24\"", "{}", "1e30"})
    void whatIsNoTimeIsNone(String json) throws IOException {
        assertThat(Lenient.instant(field(json), "x")).isEmpty();
    }

    @Test
    void indexKeysKeepTheirDigits() throws IOException {
        assertThat(Lenient.text(field("20240418210500.910"), "x")).contains("20240418210500.910");
    }

    private static JsonNode field(String json) throws IOException {
        return Json.parse(("{\"x\":" + json + "}").getBytes(StandardCharsets.UTF_8));
    }
}
