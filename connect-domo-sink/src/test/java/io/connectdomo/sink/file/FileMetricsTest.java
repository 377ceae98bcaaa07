package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What JMX says of the files of a topic is what Domo has. */
class FileMetricsTest extends FileTest {
    private final Beans beans = new Beans("counted-rolls");

    private Map<String, String> counted(String... more) {
        Map<String, String> config = files(more);
        config.put("name", "counted-rolls");
        return config;
    }

    private long read(String attribute) {
        return beans.destination("file", "orders", attribute);
    }

    @Test
    void filesRecordsPartsAndBytesAreCounted() {
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(counted("part.max.bytes", "300"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(read("commits-total")).isEqualTo(domo.files().files().size());
        assertThat(read("rows-total")).isEqualTo(100);
        assertThat(read("records-total")).isEqualTo(100);
        assertThat(read("uploaded-bytes-total")).isEqualTo(all(ORDERS_0).length());
        assertThat(read("parts-total")).isEqualTo(requests("PUT", "/part/").size());
        assertThat(read("parts-in-flight")).isZero();
        assertThat(read("credits-total")).isZero();
        assertThat(read("commit-latency-ms")).isNotNegative();
    }

    @Test
    void aSmallFileIsOnePart() {
        orders(ORDERS_0, 0, 3);
        ScriptedWorker worker = start(counted(), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(read("parts-total")).isEqualTo(1);
        assertThat(read("uploaded-bytes-total")).isEqualTo(lines(0, 3).length());
    }

    @Test
    void anUploadWhoseReplyIsLostIsFoundByItsContent() {
        domo.faults()
                .add(Fault.dropAfterWork().on("POST", "/api/data/v1/data-files").times(1));
        orders(ORDERS_0, 0, 5);
        ScriptedWorker worker = start(counted(), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 5)));
        assertThat(read("unknown-outcomes-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-committed-total")).isEqualTo(1);
        assertThat(read("unknown-outcomes-pending")).isZero();
    }

    @Test
    void anUploadThatNeverArrivedIsFoundAbsentAndASessionThatIsGoneIsCounted() {
        domo.faults()
                .add(Fault.dropBeforeWork()
                        .on("POST", "/api/data/v1/data-files")
                        .times(1));
        orders(ORDERS_0, 0, 5);
        ScriptedWorker worker = start(counted("part.max.bytes", "300"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(read("unknown-outcomes-absent-total")).isEqualTo(1);
        domo.faults().add(Fault.status(404).on("PUT", "/**/part/*").nth(2));
        orders(ORDERS_0, 5, 100);
        untilAllCommitted(worker, topics);
        assertThat(read("sessions-lost-total")).isEqualTo(1);
        assertThat(read("rows-total")).isEqualTo(100);
    }
}
