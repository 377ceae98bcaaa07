package io.connectdomo.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Timeout(60)
class DomoSourceTaskTest {
    private static final long PAST =
            System.currentTimeMillis() - Duration.ofHours(5).toMillis();

    private final Map<Map<String, ?>, Map<String, ?>> stored = new HashMap<>();
    private FakeAudits domo;
    private DomoSourceTask task;

    @BeforeEach
    void startDomo() throws IOException {
        domo = new FakeAudits();
    }

    @AfterEach
    void stop() {
        if (task != null) {
            task.stop();
        }
        domo.close();
    }

    @Test
    void anEntryBecomesARecordAsTheContractSays() throws InterruptedException {
        domo.happens(PAST);
        start(Map.of());
        SourceRecord event = poll(1).get(0);
        assertThat(event.topic()).isEqualTo("domo.activity-log");
        assertThat(event.timestamp()).isEqualTo(PAST);
        assertThat((String) event.key()).matches("127\\.0\\.0\\.1:[0-9a-f]{32}");
        Struct value = (Struct) event.value();
        value.validate();
        assertThat(value.get("time")).isEqualTo(Date.from(Instant.ofEpochMilli(PAST)));
        assertThat(value.getString("userId")).isEqualTo("u1");
        assertThat(value.getMap("other")).isEqualTo(Map.of("new", "1"));
        assertThat(event.headers().lastWithName("domo.instance").value()).isEqualTo("127.0.0.1");
        assertThat(event.headers().lastWithName("domo.feed").value()).isEqualTo("activity-log");
        assertThat(event.sourcePartition().keySet().toString()).isEqualTo("[feed, instance]");
    }

    /** Its threads log in the context of the task that started them, and one line at the start says what it reads. */
    @Test
    void everyLineSaysWhoseItIs() throws InterruptedException {
        Logger ours = (Logger) LoggerFactory.getLogger("io.connectdomo");
        Logger requests = (Logger) LoggerFactory.getLogger("io.connectdomo.common.http.RequestLog");
        List<ILoggingEvent> said = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.getMDCPropertyMap(); // taken on this thread
                said.add(event);
            }
        };
        listener.start();
        ours.addAppender(listener);
        requests.setLevel(Level.DEBUG);
        domo.happens(PAST);
        MDC.put("connector.context", "[whose|task-0] ");
        try {
            start(Map.of("name", "whose"));
            poll(1);
        } finally {
            MDC.remove("connector.context");
            requests.setLevel(null);
            ours.detachAppender(listener);
        }
        assertThat(said.stream().map(ILoggingEvent::getFormattedMessage))
                .contains("Connector whose task 0 reads from 127.0.0.1: activity-log");
        assertThat(said.stream().filter(event -> event.getThreadName().startsWith("whose-")))
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.getMDCPropertyMap()).containsEntry("connector.context", "[whose|task-0] "));
    }

    @Test
    void withTheFormatJsonTheObjectComesAsItIs() throws InterruptedException {
        domo.happens(PAST);
        start(Map.of("value.format", "json", "activity.log.topic", "audit"));
        SourceRecord event = poll(1).get(0);
        assertThat(event.topic()).isEqualTo("audit");
        assertThat(event.valueSchema()).isNull();
        assertThat(event.value()).isEqualTo(Map.of("time", PAST, "userId", "u1", "actionType", "VIEWED", "new", 1L));
    }

    @Test
    void aRestartGoesOnBehindTheStoredRecord() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            // Five milliseconds with four twins each.
            domo.happens(PAST + i / 4);
        }
        start(Map.of());
        List<Object> keys = new ArrayList<>();
        List<SourceRecord> first = poll(20).subList(0, 7);
        first.forEach(record -> keys.add(record.key()));
        task.stop();
        stored.put(first.get(6).sourcePartition(), first.get(6).sourceOffset());
        start(Map.of());
        poll(13).forEach(record -> keys.add(record.key()));
        assertThat(keys).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void aTaskThatCantReachDomoStartsAndStopsAllTheSame() throws InterruptedException {
        domo.close();
        start(Map.of());
        assertThat(task.poll()).isNull();
    }

    @Test
    void pollAndStopAreBackSoonWhileARequestHangs() throws InterruptedException {
        domo.hang();
        start(Map.of());
        long began = System.nanoTime();
        assertThat(task.poll()).isNull();
        task.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anOffsetOfAnotherReleaseIsRefusedWithItsPartition() {
        Map<String, String> partition = Map.of("feed", "activity-log", "instance", "127.0.0.1");
        stored.put(partition, Map.of("v", 99L, "settled", PAST));
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("activity-log")
                .hasMessageContaining("99");
    }

    private void start(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "audit",
                "domo.url", domo.url(),
                "domo.developer.token", "t0ken",
                "feeds", "activity-log",
                "activity.log.start", "-PT6H"));
        config.putAll(more);
        DomoSourceConnector connector = new DomoSourceConnector();
        connector.start(config);
        task = new DomoSourceTask();
        task.initialize(new Context(config));
        task.start(connector.taskConfigs(3).get(0));
    }

    private List<SourceRecord> poll(int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < count) {
            List<SourceRecord> batch = task.poll();
            records.addAll(batch == null ? List.of() : batch);
        }
        return records;
    }

    /** Offsets in memory. */
    private final class Context implements SourceTaskContext, OffsetStorageReader {
        private final Map<String, String> config;

        Context(Map<String, String> config) {
            this.config = config;
        }

        @Override
        public Map<String, String> configs() {
            return config;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return (Map<String, Object>) stored.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offset(partition)));
            return found;
        }
    }
}
