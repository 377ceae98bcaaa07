package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Stranger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else alters the DataSet while the task runs (delivery.md 2.8). */
class ColumnsOfOthersTest extends EvolutionTest {
    @ParameterizedTest
    @ValueSource(strings = {"fail", "add"})
    void aColumnThatSomebodyElseHasAddedIsFound(String evolution) {
        String id = orders();
        ScriptedWorker worker = start(adding(id, "schema.evolution", evolution, "commit.interval.ms", "1"), ORDERS_0);
        order(ORDERS_0, 0);
        worker.iterateUntil("the columns are known", topics::allCommitted);
        strangerAddsPrice(id, "STRING");
        topics.add(ORDERS_0, 1L, Map.of("id", 1L, "item", "x", "price", 1.5));
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 2));
        assertThat(row(id, 1)).containsEntry("price", "1.5");
        assertThat(alterations()).hasSize(1);
    }

    private void strangerAddsPrice(String id, String type) {
        new Stranger(domo)
                .alter(
                        id,
                        "[{\"name\":\"id\",\"type\":\"LONG\"},{\"name\":\"item\",\"type\":\"STRING\"},"
                                + "{\"name\":\"price\",\"type\":\"" + type + "\"}]");
    }

    @Test
    void aTypeThatSomebodyElseHasChangedIsUsed() {
        String id = orders();
        ScriptedWorker worker = start(adding(id, "commit.interval.ms", "1"), ORDERS_0);
        order(ORDERS_0, 0);
        worker.iterateUntil("the columns are known", topics::allCommitted);
        new Stranger(domo)
                .alter(
                        id,
                        "[{\"name\":\"id\",\"type\":\"LONG\"},{\"name\":\"item\",\"type\":\"STRING\"},"
                                + "{\"name\":\"code\",\"type\":\"LONG\"}]");
        topics.add(ORDERS_0, 1L, Map.of("id", 1L, "item", "x", "code", 5L));
        worker.iterateUntil("the new column is in use", topics::allCommitted);
        new Stranger(domo)
                .alter(
                        id,
                        "[{\"name\":\"id\",\"type\":\"LONG\"},{\"name\":\"item\",\"type\":\"STRING\"},"
                                + "{\"name\":\"code\",\"type\":\"STRING\"}]");
        topics.add(ORDERS_0, 2L, Map.of("id", 2L, "item", "x", "code", "A5"));
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(row(id, 2)).containsEntry("code", "A5"));
    }
}
