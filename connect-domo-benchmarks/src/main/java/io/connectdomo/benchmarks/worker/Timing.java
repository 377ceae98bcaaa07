package io.connectdomo.benchmarks.worker;

/**
 * How long a connector took for the topic.
 *
 * @param records that were put between the first look and the last
 * @param putNanos from the first record seen to be put until all were
 * @param committedNanos the same until Domo had committed them; the former where there is no Domo
 * @param taskCpuNanos processor time of the task's thread until all were put: steadier than time on a busy machine
 */
record Timing(long records, long startNanos, long putNanos, long committedNanos, long taskCpuNanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** All records were put just now. */
    static Timing putNow(long records, long startNanos, long taskCpuNanos) {
        long nanos = System.nanoTime() - startNanos;
        return new Timing(records, startNanos, nanos, nanos, taskCpuNanos);
    }

    /** All of them were committed just now. */
    Timing committedNow() {
        return new Timing(records, startNanos, putNanos, System.nanoTime() - startNanos, taskCpuNanos);
    }

    double taskCpuPerRecord() {
        return (double) taskCpuNanos / records;
    }

    double putPerSecond() {
        return records * NANOS_PER_SECOND / putNanos;
    }

    double committedPerSecond() {
        return records * NANOS_PER_SECOND / committedNanos;
    }

    double committedSeconds() {
        return committedNanos / NANOS_PER_SECOND;
    }
}
