package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.Beans;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code unrepresentable.value.action} reaches the JSON of FileSets. */
class FileSetValuesTest extends FileSetTest {
    @Test
    void aNumberThatIsNoneCostsItselfAlone() {
        add(ORDERS_0, "k", new TreeMap<>(Map.of("a", Double.NaN, "b", 1)));
        runToEnd(start(files("unrepresentable.value.action", "null", "name", "fileset-values"), ORDERS_0));
        assertThat(stored()).isEqualTo(Map.of("docs/k.txt", "{\"a\":null,\"b\":1}"));
        assertThat(new Beans("fileset-values").task("unrepresentable-values-total"))
                .isEqualTo(1);
    }
}
