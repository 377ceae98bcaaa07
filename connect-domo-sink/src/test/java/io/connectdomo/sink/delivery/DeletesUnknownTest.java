package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance that knows no deletion by key: a delete must not become anything else, whatever is made of its upload. */
class DeletesUnknownTest extends EmulatorTest {
    @ParameterizedTest
    @CsvSource({
        "DELETE_APPEND_ID_REFUSED,UPSERT_APPEND_ID,message",
        "DELETE_APPEND_ID_REFUSED,UPSERT_KEYED_APPEND,action_index",
        "DELETE_APPEND_ID_IGNORED,UPSERT_APPEND_ID,message",
        "DELETE_APPEND_ID_IGNORED,UPSERT_APPEND_ID,action_index",
        "DELETE_APPEND_ID_IGNORED,UPSERT_KEYED_APPEND,message",
        "DELETE_APPEND_ID_IGNORED,UPSERT_KEYED_APPEND,action_index"
    })
    void aDeleteDoesNoHarmAndIsNotTakenForDone(Dialect deletes, Dialect upserts, String commit) {
        String id = keyedOrders();
        domo.dialects().speak(upserts);
        String upsert = upserts == Dialect.UPSERT_APPEND_ID ? "append_id" : "keyed_append";
        Map<String, String> config = new HashMap<>(
                config(id, "write.mode", "upsert", "domo.compat.upsert", upsert, "domo.compat.delete.commit", commit));
        orders(ORDERS_0, 0, 20);
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
        List<Map<String, Object>> before = rows(id);

        domo.dialects().speak(deletes);
        topics.add(ORDERS_0, 7L, null);
        ConnectException failure = worker.iterateUntilFailure();

        assertThat(failure).hasMessageContaining("400");
        assertThat(topics.committed(ORDERS_0)).isEqualTo(20);
        assertThat(rows(id)).isEqualTo(before);
    }

    private List<Map<String, Object>> rows(String id) {
        return domo.rows(id).stream()
                .sorted((one, other) ->
                        Long.compare(((Number) one.get("id")).longValue(), ((Number) other.get("id")).longValue()))
                .<Map<String, Object>>map(HashMap::new)
                .toList();
    }
}
