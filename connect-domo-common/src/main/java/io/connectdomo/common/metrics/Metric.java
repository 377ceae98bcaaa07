package io.connectdomo.common.metrics;

/** One attribute of a bean: implemented by the catalogues, one enum for each kind of bean. */
public interface Metric {
    /** Its name in Kafka's style, with its unit: {@code commit-latency-ms-max}. */
    String attribute();

    MetricKind kind();

    /** Of the value: {@code ms}, {@code bytes}, {@code records} … */
    String unit();

    /** A sentence or two, without the last full stop. */
    String meaning();
}
