package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.Beans;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Every line of a task says whose it is: the DataSet by name and id. {@link ThreadContextTest} has Connect's context. */
class WhoseLineTest extends EmulatorTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.connectdomo");

    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };

    @BeforeEach
    void listen() {
        listener.start();
        OURS.addAppender(listener);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(listener);
    }

    @Test
    void aDataSetIsNamedByNameAndId() throws Exception {
        String id = orders();
        ScriptedWorker worker = start(config(id, "name", "whose-line"), ORDERS_0);
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("all durable", topics::allCommitted);
        String named = "\"orders\" (" + id + ")";
        List<String> lines =
                said.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).anyMatch(line -> line.startsWith("DataSet " + named + ": committed upload "));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("DataSet " + named + ": the outcome of the commit of upload "));
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(
                                new ObjectName("io.connectdomo:type=sink-destination,connector=\"whose-line\",task=0,"
                                        + "target=dataset,destination=\"" + id + "\""),
                                "dataset-name"))
                .isEqualTo("orders");
        assertThat(new Beans("whose-line").dataSet(id, "rows-total")).isEqualTo(10);
    }

    /** Who may not see the DataSet's details may still write to it: its id does, and nothing waits. */
    @Test
    void aNameThatCantBeReadIsNotWaitedFor() {
        String id = orders();
        domo.faults()
                .add(Fault.status(503)
                        .on("GET", "/api/data/v3/datasources/" + id)
                        .always());
        ScriptedWorker worker = start(config(id, "name", "nameless"), ORDERS_0);
        for (long first = 0; first < 50; first += 10) {
            orders(ORDERS_0, first, first + 10);
            worker.iterateUntil("all durable", topics::allCommitted);
        }
        assertThat(said.stream().map(ILoggingEvent::getFormattedMessage))
                .anyMatch(line -> line.startsWith("DataSet " + id + ": committed upload "))
                .noneMatch(line -> line.contains(id) && line.contains("waits for Domo"));
        assertThat(domo.requests().stream()
                        .filter(request -> request.path().equals("/api/data/v3/datasources/" + id))
                        .count())
                .isEqualTo(3);
    }

    @Test
    void oneLineAtTheStartSaysWhatTheTaskDoes() {
        String id = orders();
        Map<String, String> config = config(id, "name", "start-line", "topic.override.refunds.dataset.id", id);
        start(config, ORDERS_0);
        List<String> lines = said.stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .filter(event -> !event.getLoggerName().endsWith("DomoSinkConfig")) // Kafka's own list of values
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> !line.contains("is plain http"))
                .filter(line -> !line.contains("Domo emulator"))
                .toList();
        assertThat(lines)
                .singleElement()
                .asString()
                .isEqualTo("Connector start-line task 0 writes to 127.0.0.1: topics=orders, domo.target=dataset,"
                        + " write.mode=append, delivery.guarantee=at_least_once, commit.interval.ms=100, dataset.id="
                        + id
                        + ", topic.override.refunds.dataset.id=" + id)
                .doesNotContain(domo.token());
    }
}
