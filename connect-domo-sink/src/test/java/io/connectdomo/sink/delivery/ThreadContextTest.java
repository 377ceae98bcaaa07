package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import io.connectdomo.sink.simulation.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.apache.kafka.connect.util.LoggingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Every line of a task has Connect's context, whichever of its threads says it. Threads are what this is about: they are real here, in
 * real time, and a state is waited for, not a time.
 */
class ThreadContextTest {
    private static final String CONNECTOR = "whose-threads";
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.connectdomo");
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private final List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getMDCPropertyMap(); // taken on this thread
            said.add(event);
        }
    };
    private final Topics topics = new Topics();
    private DomoEmulator domo;

    @BeforeEach
    void listen() throws Exception {
        domo = DomoEmulator.start(EmulatorOptions.defaults());
        listener.start();
        OURS.addAppender(listener);
    }

    @AfterEach
    void stopListening() throws Exception {
        OURS.detachAppender(listener);
        domo.close();
    }

    @Test
    @SuppressWarnings("try") // the context is the thread's
    void everyThreadOfATaskHasConnectsContext() {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        try (LoggingContext context = LoggingContext.forTask(new ConnectorTaskId(CONNECTOR, 0))) {
            deliver(others);
        }
        List<ILoggingEvent> byUploaders = said.stream()
                .filter(event -> event.getThreadName().startsWith(CONNECTOR + "-0-upload-"))
                .toList();
        assertThat(byUploaders)
                .as("uploader threads have said something")
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getMDCPropertyMap())
                        .as(event.getThreadName() + ": " + event.getFormattedMessage())
                        .containsEntry(LoggingContext.CONNECTOR_CONTEXT, "[" + CONNECTOR + "|task-0] "));
    }

    private void deliver(Set<Thread> others) {
        // Its loop alone, which takes no time of the simulation's.
        ScriptedWorker worker =
                ScriptedWorker.start(new Simulation().time(), new DomoSinkTask(), topics, config(), null);
        try {
            worker.assign(List.of(ORDERS));
            domo.faults().add(Fault.status(503).on(null, "/**/parts/*").times(3));
            for (long id = 0; id < 10_000; id++) {
                topics.add(ORDERS, id, Map.of("id", id));
            }
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        worker.iterate();
                        return topics.allCommitted();
                    });
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !others.contains(thread))
                    .filter(thread -> isOfATask(thread.getName()))
                    .toList();
            assertThat(threads).extracting(Thread::getName).anyMatch(name -> name.startsWith(CONNECTOR));
            assertThat(threads)
                    .as("threads of the task have its context")
                    .allMatch(thread ->
                            thread.getClass().getName().startsWith("io.connectdomo.common.thread.ContextThreads"));
        } finally {
            worker.crash();
        }
    }

    private static boolean isOfATask(String thread) {
        return thread.startsWith(CONNECTOR) || thread.startsWith("domo-") || thread.endsWith("-rows");
    }

    private Map<String, String> config() {
        String id = domo.createDataSet("orders", List.of(ColumnSpec.of("id", ColumnType.LONG)));
        return Map.of(
                "name",
                CONNECTOR,
                "domo.url",
                domo.url(),
                "domo.developer.token",
                domo.token(),
                "topics",
                "orders",
                "dataset.id",
                id,
                "commit.interval.ms",
                "100",
                "domo.retry.backoff.ms",
                "20");
    }
}
