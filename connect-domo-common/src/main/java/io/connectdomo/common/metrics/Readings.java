package io.connectdomo.common.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The values of one bean. Counters are added to from any thread; a gauge is what was set last, or what its supplier says when it
 * is asked, on the asking thread. Thread-safe.
 */
public final class Readings<M extends Enum<M> & Metric> implements MetricReader<M> {
    private final Map<M, LongAdder> counters;
    private final Map<M, AtomicLong> gauges;
    private final Map<M, LongSupplier> kept;

    public Readings(Class<M> catalogue) {
        counters = new EnumMap<>(catalogue);
        gauges = new EnumMap<>(catalogue);
        kept = new EnumMap<>(catalogue);
        for (M metric : catalogue.getEnumConstants()) {
            if (metric.kind() == MetricKind.COUNTER) {
                counters.put(metric, new LongAdder());
            } else {
                gauges.put(metric, new AtomicLong(metric.kind().none()));
            }
        }
    }

    public void count(M counter) {
        add(counter, 1);
    }

    public void add(M counter, long more) {
        counters.get(counter).add(more);
    }

    public void set(M gauge, long value) {
        gauges.get(gauge).set(value);
    }

    /** Adds to what a gauge was set to. */
    public void change(M gauge, long by) {
        gauges.get(gauge).addAndGet(by);
    }

    /**
     * The value is kept elsewhere. Before anybody else has these readings.
     *
     * @param value asked on the asking thread; what it reads must be safe for that
     */
    public Readings<M> reading(M metric, LongSupplier value) {
        kept.put(metric, value);
        return this;
    }

    @Override
    public long get(M metric) {
        LongSupplier elsewhere = kept.get(metric);
        if (elsewhere != null) {
            return elsewhere.getAsLong();
        }
        LongAdder counter = counters.get(metric);
        return counter == null ? gauges.get(metric).get() : counter.sum();
    }
}
