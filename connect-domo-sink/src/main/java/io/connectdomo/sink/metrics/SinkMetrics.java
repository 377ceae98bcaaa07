package io.connectdomo.sink.metrics;

import io.connectdomo.common.metrics.Aggregate;
import io.connectdomo.common.metrics.Bean;
import io.connectdomo.common.metrics.Readings;
import io.connectdomo.common.metrics.SinkDestinationMetric;
import io.connectdomo.common.metrics.SinkTaskMetric;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.Words;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkRecord;

/** What is counted of one sink task, and the beans that show it. Task thread only; what JMX reads is safe for it. */
public final class SinkMetrics implements AutoCloseable {
    /** Destinations with a bean of their own: one connector may carry a database of thousands of tables. */
    static final int MOST_BEANS = 500;

    private static final String OTHERS = "others";

    private static final String DATASET_NAME = "dataset-name";

    private final TaskBeans beans;
    private final LongSupplier nowMs;
    private final LongSupplier wallClockMs;
    private final Readings<SinkTaskMetric> task = new Readings<>(SinkTaskMetric.class);
    private final Aggregate<SinkDestinationMetric> all = new Aggregate<>(SinkDestinationMetric.class);
    private final Aggregate<SinkDestinationMetric> others = new Aggregate<>(SinkDestinationMetric.class);
    private final Map<DestinationMetrics, Bean> own = new HashMap<>();
    private boolean othersShown;
    private volatile long lastPutMs;
    /** Negative before the first. */
    private volatile long lastTimestampMs = -1;

    /**
     * @param nowMs as the task's ticker
     * @param wallClockMs as the timestamps of records
     */
    public SinkMetrics(TaskBeans beans, LongSupplier nowMs, LongSupplier wallClockMs) {
        this.beans = beans;
        this.nowMs = nowMs;
        this.wallClockMs = wallClockMs;
        this.lastPutMs = nowMs.getAsLong();
    }

    /**
     * Shows the task itself. Last of all that can fail in its start, for nobody stops a task that has not started.
     *
     * @param used of {@code buffer.max.bytes}; safe from any thread, as the others
     */
    public void show(LongSupplier used, LongSupplier peak, LongSupplier limit, LongSupplier requests) {
        task.reading(SinkTaskMetric.BUFFER_BYTES, used)
                .reading(SinkTaskMetric.BUFFER_PEAK, peak)
                .reading(SinkTaskMetric.BUFFER_LIMIT, limit)
                .reading(SinkTaskMetric.REQUESTS, requests)
                .reading(SinkTaskMetric.DESTINATIONS, all::size)
                .reading(SinkTaskMetric.LAST_PUT_AGE, () -> Math.max(0, nowMs.getAsLong() - lastPutMs))
                .reading(SinkTaskMetric.LAST_RECORD_AGE, this::lastRecordAgeMs);
        beans.register(Bean.of("sink-task").with(SinkTaskMetric.class, task).with(SinkDestinationMetric.class, all));
    }

    private long lastRecordAgeMs() {
        long last = lastTimestampMs;
        return last < 0 ? -1 : Math.max(0, wallClockMs.getAsLong() - last);
    }

    /**
     * A new destination.
     *
     * @param target {@code dataset}, {@code appdb}, {@code fileset} or {@code file}
     * @param destination its id or name; not from a record
     */
    public DestinationMetrics destination(String target, String destination) {
        return destination(target, destination, null);
    }

    /**
     * As {@link #destination(String, String)}, of what has a name beside its id.
     *
     * @param name empty while it is not known; read on the asking thread
     */
    public DestinationMetrics destination(String target, String destination, Supplier<String> name) {
        DestinationMetrics metrics = new DestinationMetrics(nowMs, wallClockMs);
        all.add(metrics.readings());
        if (own.size() < MOST_BEANS) {
            Bean bean = beanOf(target, destination).with(SinkDestinationMetric.class, metrics.readings());
            if (name != null) {
                bean.text(DATASET_NAME, "The name of the DataSet; empty while it is not known", name);
            }
            own.put(metrics, bean);
            beans.register(bean);
        } else {
            others.add(metrics.readings());
            showOthers();
        }
        return metrics;
    }

    private void showOthers() {
        if (!othersShown) {
            othersShown = true;
            beans.register(beanOf("all", OTHERS).with(SinkDestinationMetric.class, others));
        }
    }

    private static Bean beanOf(String target, String destination) {
        return Bean.of("sink-destination").key("target", target).quoted("destination", destination);
    }

    /** It is a destination no more; its counts stay in the task's. */
    public void gone(DestinationMetrics metrics) {
        all.remove(metrics.readings());
        others.remove(metrics.readings());
        Bean bean = own.remove(metrics);
        if (bean != null) {
            beans.unregister(bean);
        }
    }

    /** The worker hands records over; one count for them all. */
    public void received(Collection<SinkRecord> records) {
        lastPutMs = nowMs.getAsLong();
        if (records.isEmpty()) {
            return;
        }
        task.add(SinkTaskMetric.RECEIVED, records.size());
        Long timestamp = records instanceof List<SinkRecord> list
                ? list.get(list.size() - 1).timestamp()
                : null;
        if (timestamp != null) {
            lastTimestampMs = timestamp;
        }
    }

    /** What has come and gone so far. */
    public Load load() {
        return new Load(
                task.get(SinkTaskMetric.RECEIVED),
                all.get(SinkDestinationMetric.ROWS),
                all.get(SinkDestinationMetric.UPLOADED_BYTES),
                lastRecordAgeMs());
    }

    /** Ticker time as the wall clock shows it, for people. */
    public String wallClock(long tickerMs) {
        return Words.time(wallClockMs.getAsLong() + tickerMs - nowMs.getAsLong());
    }

    /**
     * A load in numbers.
     *
     * @param received records
     * @param rows in Domo
     * @param bytes that Domo has taken
     * @param lastRecordAgeMs -1 before the first record, and where records have no timestamps
     */
    public record Load(long received, long rows, long bytes, long lastRecordAgeMs) {}

    public void partitions(int assigned, int paused) {
        task.set(SinkTaskMetric.PARTITIONS, assigned);
        task.set(SinkTaskMetric.PAUSED, paused);
    }

    public void rewound() {
        task.count(SinkTaskMetric.REWINDS);
    }

    @Override
    public void close() {
        beans.close();
    }
}
