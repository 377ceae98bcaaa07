package org.apache.kafka.connect.runtime;

import io.connectdomo.sink.DomoSinkConnector;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.ErrorReporter;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.WorkerErrantRecordReporter;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.storage.ClusterConfigState;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.util.ConnectorTaskId;

/**
 * Makes a {@code WorkerSinkTask}, by reflection: the tests are compiled against the oldest Kafka and run on the newest too, where the
 * constructor takes plugins in a wrapping, what their metrics show, and how to change class loaders.
 */
final class WorkerSinkTasks {
    private static final Constructor<?> CONSTRUCTOR = WorkerSinkTask.class.getConstructors()[0];

    /** Those of the class path, found once: looking takes a while. */
    private static final class PluginsHolder {
        private static final Plugins PLUGINS = new Plugins(Map.of("plugin.discovery", "service_load"));
    }

    private WorkerSinkTasks() {}

    /** @param reporter null where bad records go nowhere */
    static WorkerSinkTask create(
            ConnectorTaskId id,
            SinkTask task,
            WorkerConfig config,
            ConnectMetrics metrics,
            Converter converter,
            ErrorHandlingMetrics errors,
            TransformationChain<ConsumerRecord<byte[], byte[]>, SinkRecord> transformations,
            Consumer<byte[], byte[]> consumer,
            Time time,
            RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> retries,
            WorkerErrantRecordReporter reporter) {
        SimpleHeaderConverter headers = new SimpleHeaderConverter();
        Supplier<List<ErrorReporter<ConsumerRecord<byte[], byte[]>>>> reporters = List::of;
        Object[] arguments = {
            id,
            task,
            listener(),
            TargetState.STARTED,
            config,
            ClusterConfigState.EMPTY,
            metrics,
            converter,
            converter,
            errors,
            headers,
            transformations,
            consumer,
            WorkerSinkTasks.class.getClassLoader(),
            time,
            retries,
            reporter,
            null,
            reporters
        };
        try {
            return (WorkerSinkTask) CONSTRUCTOR.newInstance(asAskedFor(arguments, task, converter, headers, metrics));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No WorkerSinkTask of this Kafka: " + CONSTRUCTOR, e);
        }
    }

    private static Object[] asAskedFor(
            Object[] oldest, SinkTask task, Converter converter, HeaderConverter headers, ConnectMetrics metrics)
            throws ReflectiveOperationException {
        Class<?>[] types = CONSTRUCTOR.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (types[i].getSimpleName().equals("Plugin")) {
                arguments[i] = types[i].getMethod("wrapInstance", Object.class, Metrics.class, String.class)
                        .invoke(null, oldest[i], metrics.metrics(), "simulated");
            } else if (types[i].getSimpleName().equals("TaskPluginsMetadata")) {
                arguments[i] = types[i].getConstructors()[0].newInstance(
                        DomoSinkConnector.class, task, converter, converter, headers, List.of(), PluginsHolder.PLUGINS);
            } else if (i < oldest.length) {
                arguments[i] = oldest[i];
            } else {
                Function<ClassLoader, LoaderSwap> swap =
                        loader -> new LoaderSwap(Plugins.compareAndSwapLoaders(loader));
                arguments[i] = swap;
            }
        }
        return arguments;
    }

    /** Nobody listens to the status here. */
    private static TaskStatus.Listener listener() {
        return (TaskStatus.Listener) Proxy.newProxyInstance(
                TaskStatus.Listener.class.getClassLoader(),
                new Class<?>[] {TaskStatus.Listener.class},
                (proxy, method, arguments) -> null);
    }
}
