package io.connectdomo.common.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Several of one kind as one: counters and amounts added up, of ages the largest. One that goes takes its gauges with it and leaves
 * its counts, so that no counter ever falls. Thread-safe.
 */
public final class Aggregate<M extends Enum<M> & Metric> implements MetricReader<M> {
    private final List<MetricReader<M>> members = new ArrayList<>();
    private final Map<M, Long> left;
    private final Class<M> catalogue;

    public Aggregate(Class<M> catalogue) {
        this.catalogue = catalogue;
        this.left = new EnumMap<>(catalogue);
    }

    public synchronized void add(MetricReader<M> member) {
        members.add(member);
    }

    public synchronized void remove(MetricReader<M> member) {
        if (!members.remove(member)) {
            return;
        }
        for (M metric : catalogue.getEnumConstants()) {
            if (metric.kind() == MetricKind.COUNTER) {
                left.merge(metric, member.get(metric), Long::sum);
            }
        }
    }

    public synchronized int size() {
        return members.size();
    }

    @Override
    public synchronized long get(M metric) {
        MetricKind kind = metric.kind();
        if (kind == MetricKind.COUNTER) {
            return left.getOrDefault(metric, 0L)
                    + members.stream().mapToLong(member -> member.get(metric)).sum();
        }
        return members.stream()
                .mapToLong(member -> member.get(metric))
                .reduce(kind::combine)
                .orElse(kind.none());
    }
}
