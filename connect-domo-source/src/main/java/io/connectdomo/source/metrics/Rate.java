package io.connectdomo.source.metrics;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** How fast something grows, over the last minute or so. Thread-safe. */
final class Rate {
    private static final long WINDOW_MS = 60_000;

    /** A point is kept this often; what is younger takes the place of the last. */
    private static final long STEP_MS = 1_000;

    private final LongSupplier nowMs;
    private final ArrayDeque<Point> points = new ArrayDeque<>();
    private Point latest;

    private record Point(long atMs, double value) {}

    Rate(LongSupplier nowMs) {
        this.nowMs = nowMs;
    }

    synchronized void at(double value) {
        long now = nowMs.getAsLong();
        latest = new Point(now, value);
        if (points.isEmpty() || now - points.peekLast().atMs() >= STEP_MS) {
            points.addLast(latest);
        }
        while (points.size() > 1 && points.peekFirst().atMs() < now - WINDOW_MS) {
            points.pollFirst();
        }
    }

    /** 0 while it is not known. */
    synchronized double perMs() {
        if (points.isEmpty()) {
            return 0;
        }
        Point first = points.peekFirst();
        long time = Math.max(latest.atMs() - first.atMs(), nowMs.getAsLong() - first.atMs());
        return time <= 0 ? 0 : (latest.value() - first.value()) / time;
    }
}
