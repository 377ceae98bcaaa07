package io.connectdomo.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Older workers; that of 4.3 is shown by the system test, because its API is not here. */
class WorkerMetricsTest {
    @Test
    void onAWorkerWithoutThemNothingHappensAndNothingIsSaidAboveDebug() {
        Logger logger = (Logger) LoggerFactory.getLogger(WorkerMetrics.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try {
            assertThat(SinkTaskContext.class.getMethods())
                    .noneMatch(each -> each.getName().equals("pluginMetrics"));
            useAll(WorkerMetrics.of(SinkTaskContext.class, context(SinkTaskContext.class)));
            useAll(WorkerMetrics.of(SourceTaskContext.class, context(SourceTaskContext.class)));
            useAll(WorkerMetrics.of(SourceTaskContext.class, null));
        } finally {
            logger.detachAppender(said);
        }
        assertThat(said.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
    }

    /** As a framework that is closed already, or that has something against us. */
    public interface BrokenContext {
        default Object pluginMetrics() {
            throw new IllegalStateException("closed");
        }
    }

    @Test
    void aWorkerThatFailsToGiveThemFailsNoTask() {
        assertThatCode(() -> useAll(WorkerMetrics.of(BrokenContext.class, new BrokenContext() {})))
                .doesNotThrowAnyException();
    }

    private static void useAll(WorkerMetrics worker) {
        Bean bean = Bean.of("sink-task").with(SinkTaskMetric.class, new Readings<>(SinkTaskMetric.class));
        worker.add(bean);
        worker.remove(bean);
    }

    private static <T> T context(Class<T> type) {
        Object context = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        });
        return type.cast(context);
    }
}
