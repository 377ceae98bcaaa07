package io.connectdomo.sink.task;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether silence on the topics means that there is nothing to read (delivery.md 2.6). It does not while the connector is paused,
 * the task's thread stands still or its broker is gone: the framework calls {@code put} with nothing then, too. So silence is
 * measured from one {@code put} to the next and begins anew behind each of these. Task thread only.
 */
public final class Silence {
    private static final Logger log = LoggerFactory.getLogger(Silence.class);

    private final ConsumerMetrics consumer;
    private final List<SilenceWatch> watches = new ArrayList<>();
    private long heardUntilMs;
    private OptionalDouble fetches = OptionalDouble.empty();

    /** What is known to be answered is what was seen a put ago: by now what it brought has been delivered. */
    private long answeredMs = Long.MIN_VALUE;

    private long answerSeenMs = Long.MIN_VALUE;

    public Silence(ConsumerMetrics consumer, long nowMs) {
        this.consumer = consumer;
        this.heardUntilMs = nowMs;
    }

    /**
     * Begins to watch for silence.
     *
     * @param destination who asks, for the log
     * @param silenceMs how long it is to be
     */
    public SilenceWatch watch(String destination, long silenceMs) {
        if (consumer.fetches().isEmpty()) {
            log.warn(
                    "{}: the worker shows no metrics of the task's consumer in JMX, so silence that ends a snapshot"
                            + " (replace.snapshot.idle.ms={}) can't be told from a paused connector or a partition without a leader."
                            + " Nothing is wrong yet: let the worker and its consumers report to JMX (metric.reporters), or do not pause"
                            + " in the middle of a snapshot",
                    destination,
                    silenceMs);
        }
        SilenceWatch watch = new SilenceWatch(this, consumer, silenceMs, heardUntilMs);
        watches.add(watch);
        return watch;
    }

    void putBegins(long nowMs) {
        long gap = nowMs - heardUntilMs;
        if (!watches.isEmpty()) {
            lookForAnswer();
            boolean paused = consumer.paused();
            for (SilenceWatch watch : watches) {
                if (paused || gap > watch.longestGapMs()) {
                    watch.beginAnew(nowMs);
                }
            }
        }
        heardUntilMs = nowMs;
    }

    private void lookForAnswer() {
        OptionalDouble now = consumer.fetches();
        answeredMs = answerSeenMs;
        if (now.isPresent() && fetches.isPresent() && now.getAsDouble() > fetches.getAsDouble()) {
            answerSeenMs = heardUntilMs;
        }
        fetches = now;
    }

    /** Between two calls of put: a pause may begin and end there. */
    void offsetsAsked(long nowMs) {
        if (!watches.isEmpty() && consumer.paused()) {
            watches.forEach(watch -> watch.beginAnew(nowMs));
        }
    }

    /** Partitions came: what they hold has not been asked for yet. */
    void partitionsOpened(long nowMs) {
        watches.forEach(watch -> watch.beginAnew(nowMs));
    }

    /** When the framework last called put: what came since, nobody has seen. */
    long heardUntilMs() {
        return heardUntilMs;
    }

    /** Whether a broker has answered a fetch that ended after that time, and the answer has been delivered; true where it isn't shown. */
    boolean answeredSince(long sinceMs) {
        return fetches.isEmpty() || answeredMs >= sinceMs;
    }
}
