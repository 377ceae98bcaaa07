package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.Beans;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code unrepresentable.value.action} reaches documents, and one field that is no date does not cost one. */
class DocumentValuesTest extends DocumentTest {
    @Test
    void whatHasNoFormCostsItselfAlone() throws Exception {
        topics.add(ORDERS_0, 1L, new TreeMap<>(Map.of("at", "soon", "id", 1, "ratio", Double.NaN)));
        runToEnd(start(
                appDb("unrepresentable.value.action", "null", "appdb.date.fields", "at", "name", "document-values"),
                ORDERS_0));
        assertThat(contents()).containsExactly(json("{\"at\":null,\"id\":1,\"ratio\":null}"));
        assertThat(new Beans("document-values").task("unrepresentable-values-total"))
                .isEqualTo(2);
    }
}
