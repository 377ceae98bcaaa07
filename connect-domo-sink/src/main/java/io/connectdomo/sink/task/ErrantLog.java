package io.connectdomo.sink.task;

import io.connectdomo.common.metrics.Words;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.metrics.UnsaidErrants;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of bad records: the first of a destination at once, and then once a minute how many there were. What happens to them is the
 * framework's affair, and nobody would look for them. Task thread only.
 */
final class ErrantLog {
    private static final Logger log = LoggerFactory.getLogger(ErrantLog.class);

    static final long PAUSE_MS = 60_000;

    private final SinkMetrics metrics;
    private final String fate;
    /** When more may be said; of destinations that had bad records only. */
    private final Map<DestinationMetrics, Long> nextMs = new WeakHashMap<>();

    /** @param fate where they are, a clause */
    ErrantLog(SinkMetrics metrics, String fate) {
        this.metrics = metrics;
        this.fate = fate;
    }

    void say(Collection<? extends Destination> destinations, long nowMs) {
        for (Destination destination : destinations) {
            DestinationMetrics counted = destination.metrics();
            if (counted.errants().count() > 0 && nowMs >= nextMs.getOrDefault(counted, Long.MIN_VALUE)) {
                nextMs.put(counted, nowMs + PAUSE_MS);
                say(destination);
            }
        }
    }

    /** The task ends: what was held back for the minute. */
    void sayRest(Collection<? extends Destination> destinations) {
        for (Destination destination : destinations) {
            if (destination.metrics().errants().count() > 0) {
                say(destination);
            }
        }
    }

    private void say(Destination destination) {
        UnsaidErrants errants = destination.metrics().errants();
        log.warn(
                "{}: {} since {}; {}. The first: {}",
                destination.name(),
                errants.count() == 1 ? "one bad record" : Words.count(errants.count()) + " bad records",
                metrics.wallClock(errants.sinceMs()),
                fate,
                errants.first());
        errants.said();
    }
}
