package io.connectdomo.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import io.connectdomo.testkit.log.CapturedLog;
import java.lang.reflect.Proxy;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.Test;

/** Older workers; that of 4.3 is shown by the system test, because its API is not here. */
class WorkerMetricsTest {
    @Test
    void onAWorkerWithoutThemNothingHappensAndNothingIsSaidAboveDebug() {
        CapturedLog said = CapturedLog.of(WorkerMetrics.class);
        try (said) {
            assertThat(SinkTaskContext.class.getMethods())
                    .noneMatch(each -> each.getName().equals("pluginMetrics"));
            useAll(WorkerMetrics.of(SinkTaskContext.class, context(SinkTaskContext.class)));
            useAll(WorkerMetrics.of(SourceTaskContext.class, context(SourceTaskContext.class)));
            useAll(WorkerMetrics.of(SourceTaskContext.class, null));
        }
        assertThat(said.events()).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
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
