package io.connectdomo.common.metrics;

/** Tells the values of a catalogue, from any thread. */
@FunctionalInterface
public interface MetricReader<M extends Metric> {
    long get(M metric);
}
