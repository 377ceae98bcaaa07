package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A DataSet that is not there is said to be not there, whichever request finds it out. */
class DeletedDataSetTest extends EmulatorTest {
    @Test
    void oneThatIsDeletedInMidRunIsGone() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        domo.faults().add(Fault.status(404).on(null, "/**/" + id + "/**").always());
        orders(ORDERS_0, 10, 20);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("DataSet \"orders\" (" + id
                        + "): The DataSet is gone, or not shared any more with the" + " token's user.")
                .hasMessageContaining("404");
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
    }

    @Test
    void oneThatNeverWasDoesNotExist() {
        String id = "00000000-0000-0000-0000-000000000000";
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining(
                        "DataSet " + id + ": The DataSet does not exist, or is not shared with the token's user.");
    }
}
