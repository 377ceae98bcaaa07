package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What JMX says of a FileSet is what the FileSet has. */
class FileSetMetricsTest extends FileSetTest {
    private final Beans beans = new Beans("counted-files");

    private Map<String, String> counted() {
        Map<String, String> config = files();
        config.put("name", "counted-files");
        return config;
    }

    private long read(String attribute) {
        return beans.destination("fileset", fileSet, attribute);
    }

    @Test
    void filesAndTheirBytesAreCounted() {
        for (int i = 0; i < 20; i++) {
            file(ORDERS_0, "k" + i, "x".repeat(1_000));
        }
        ScriptedWorker worker = start(counted(), ORDERS_0);
        runToEnd(worker);
        assertReference();
        assertThat(read("rows-total")).isEqualTo(20);
        assertThat(read("records-total")).isEqualTo(20);
        assertThat(read("parts-total")).isEqualTo(20);
        assertThat(read("uploaded-bytes-total")).isEqualTo(20_000);
        assertThat(read("parts-in-flight")).isZero();
        assertThat(read("credits-total")).isZero();
    }

    @Test
    void anUploadWhoseReplyIsLostIsFoundByItsHash() {
        file(ORDERS_0, "a", "text");
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**").times(1));
        ScriptedWorker worker = start(counted(), ORDERS_0);
        runToEnd(worker);
        assertReference();
        assertThat(read("unknown-outcomes-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-committed-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-pending")).isZero();
    }

    @Test
    void anUploadThatNeverArrivedIsFoundAbsent() {
        file(ORDERS_0, "a", "text");
        domo.faults().add(Fault.dropBeforeWork().on("POST", "/**").times(1));
        ScriptedWorker worker = start(counted(), ORDERS_0);
        runToEnd(worker);
        assertReference();
        assertThat(read("unknown-outcomes-absent-total")).isEqualTo(1);
        assertThat(read("rows-total")).isEqualTo(1);
    }
}
