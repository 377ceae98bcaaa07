package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.Beans;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code unrepresentable.value.action} reaches files. */
class FileValuesTest extends FileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"jsonl|{\"a\":null,\"b\":1}", "csv|a,b;,1"})
    void aNumberThatIsNoneCostsItselfAlone(String format, String content) {
        value(ORDERS_0, new TreeMap<>(Map.of("a", Double.NaN, "b", 1)));
        untilAllCommitted(
                start(
                        files(
                                "file.format",
                                format,
                                "unrepresentable.value.action",
                                "null",
                                "name",
                                "file-values-" + format),
                        ORDERS_0),
                topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", content.replace(';', '\n') + "\n"));
        assertThat(new Beans("file-values-" + format).task("unrepresentable-values-total"))
                .isPositive();
    }
}
