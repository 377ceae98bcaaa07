package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message about a value says what it is in the words of data: who reads it need not know Java. */
class WordsForValuesTest {
    private static final UnavailableOptions UNAVAILABLE =
            new UnavailableOptions(UnavailableValueAction.FAIL, RecordOptions.DEFAULT_PLACEHOLDER);

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(new ArrayList<>(List.of(1)), "an array"),
                Arguments.of("x", "text"),
                Arguments.of(new byte[] {1}, "a value of bytes"),
                Arguments.of(7L, "a number"),
                Arguments.of(new BigDecimal("1.5"), "a number"),
                Arguments.of(true, "a boolean"),
                Arguments.of(Date.from(Instant.EPOCH), "a date"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueWithoutFieldsIsNamed(Object value, String words) {
        SinkRecord record = Rows.record(null, value);
        RecordOptions append = RecordOptions.defaults(WriteMode.APPEND);
        DocumentEncoder documents =
                new DocumentEncoder(append, new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE);
        assertSaid(Rows.appending("a LONG").failure(null, value), words, value);
        assertSaid(catchThrowable(() -> documents.encode(record, new CsvBuffer())), words, value);
    }

    @Test
    void aValueOfAnotherKindThanTheFilesIsNamed() {
        for (Object value : List.of(new ArrayList<>(List.of(1)), new HashMap<>(Map.of("a", 1)))) {
            String words = value instanceof Map ? "a struct or map" : "an array";
            SinkRecord record = Rows.record(null, value);
            for (ValueFormat format : List.of(ValueFormat.BYTES, ValueFormat.STRING)) {
                FileContent contents =
                        new FileContent(format, UNAVAILABLE, UnrepresentableValueAction.FAIL, ReplacedValues.UNTOLD);
                assertSaid(catchThrowable(() -> contents.of(record)), words, value);
            }
            LineEncoder lines = Rows.lines(FileFormat.BYTES);
            assertSaid(catchThrowable(() -> lines.encode(record, new CsvBuffer())), words, value);
        }
    }

    private static void assertSaid(Throwable bad, String words, Object value) {
        assertThat(bad)
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(value.getClass().getSimpleName());
    }

    @Test
    void aRecordWithoutAKeyIsToldTheTwoWaysOut() {
        BadRecordException bad =
                Rows.of(RecordOptions.defaults(WriteMode.UPSERT), "id LONG key").failure(null, Map.of("id", 1L));
        assertThat(bad)
                .hasMessageContainingAll("has no key", "two ways out", "message.key.columns", "write.mode=append");
        DocumentEncoder documents = new DocumentEncoder(
                RecordOptions.defaults(WriteMode.UPSERT), new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE);
        assertThat(catchThrowable(() -> documents.encode(Rows.record(null, Map.of("id", 1L)), new CsvBuffer())))
                .hasMessageContainingAll("has no key", "two ways out", "write.mode=append");
    }
}
