package io.connectdomo.common.metrics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's own metrics, in which plugins have a share from Kafka 4.1 on (KIP-877, {@code pluginMetrics()} of a task's context):
 * they reach every reporter of the worker. The only class that knows of them, by name, because the API that we compile against does
 * not. On older workers it does nothing. Never throws. Not thread-safe.
 */
public final class WorkerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);
    private static final String TYPE = "org.apache.kafka.common.metrics.PluginMetrics";

    /** Null on older workers. */
    private final Calls calls;

    private final Map<Bean, List<MetricName>> added = new HashMap<>();

    private record Calls(MethodHandle metricName, MethodHandle addMetric, MethodHandle removeMetric) {}

    private WorkerMetrics(Calls calls) {
        this.calls = calls;
    }

    /**
     * @param contextType {@code SinkTaskContext} or {@code SourceTaskContext}
     * @param context null in tests without one
     */
    public static <T> WorkerMetrics of(Class<T> contextType, T context) {
        try {
            Object metrics = context == null
                    ? null
                    : contextType.getMethod("pluginMetrics").invoke(context);
            return new WorkerMetrics(metrics == null ? null : callsOf(contextType, metrics));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException older) {
            LOG.debug("The worker has no metrics of plugins; ours are in JMX alone", older);
            return new WorkerMetrics(null);
        }
    }

    private static Calls callsOf(Class<?> contextType, Object metrics) throws ReflectiveOperationException {
        Class<?> type = Class.forName(TYPE, false, contextType.getClassLoader());
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        return new Calls(
                lookup.findVirtual(
                                type,
                                "metricName",
                                MethodType.methodType(
                                        MetricName.class, String.class, String.class, LinkedHashMap.class))
                        .bindTo(metrics),
                lookup.findVirtual(
                                type,
                                "addMetric",
                                MethodType.methodType(void.class, MetricName.class, MetricValueProvider.class))
                        .bindTo(metrics),
                lookup.findVirtual(type, "removeMetric", MethodType.methodType(void.class, MetricName.class))
                        .bindTo(metrics));
    }

    void add(Bean bean) {
        if (calls == null) {
            return;
        }
        List<MetricName> names = new ArrayList<>();
        added.put(bean, names);
        try {
            for (Map.Entry<Metric, LongSupplier> each : bean.attributes().entrySet()) {
                Metric metric = each.getKey();
                LongSupplier value = each.getValue();
                Gauge<Long> gauge = (config, now) -> value.getAsLong();
                MetricName name = (MetricName) calls.metricName()
                        .invoke(metric.attribute(), metric.meaning(), new LinkedHashMap<>(bean.tags()));
                calls.addMetric().invoke(name, (MetricValueProvider<?>) gauge);
                names.add(name);
            }
        } catch (Throwable unavailable) { // what method handles declare
            LOG.debug("The metrics of {} are not among the worker's own", bean.tags(), unavailable);
        }
    }

    void remove(Bean bean) {
        List<MetricName> names = added.remove(bean);
        if (names == null) {
            return;
        }
        try {
            for (MetricName name : names) {
                calls.removeMetric().invoke(name);
            }
        } catch (Throwable closed) { // what method handles declare
            LOG.debug("The worker has removed the metrics of {} itself", bean.tags(), closed);
        }
    }
}
