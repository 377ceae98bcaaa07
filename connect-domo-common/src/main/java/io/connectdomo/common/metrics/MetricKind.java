package io.connectdomo.common.metrics;

/** What a number means, and so how those of several destinations or feeds become one. */
public enum MetricKind {
    /** Only grows, from 0 when the task starts; added up. */
    COUNTER("counter"),
    /** So much of something now; added up. */
    AMOUNT("gauge"),
    /** The largest counts. */
    LARGEST("gauge"),
    /** The smallest counts; a negative value says that there is none. */
    SMALLEST("gauge");

    private final String title;

    MetricKind(String title) {
        this.title = title;
    }

    /** For documentation: counter or gauge. */
    String title() {
        return title;
    }

    /** Where there is nothing to combine. */
    long none() {
        return this == SMALLEST ? -1 : 0;
    }

    long combine(long one, long other) {
        return switch (this) {
            case COUNTER, AMOUNT -> one + other;
            case LARGEST -> Math.max(one, other);
            case SMALLEST -> one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
        };
    }
}
