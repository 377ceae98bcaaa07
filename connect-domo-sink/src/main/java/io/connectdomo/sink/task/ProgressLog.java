package io.connectdomo.sink.task;

import io.connectdomo.common.metrics.Words;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.metrics.SinkMetrics.Load;
import io.connectdomo.sink.metrics.Waiting;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a minute how far long work is: what a destination waits for, since when and until when, and how a load goes that is far
 * behind. That waiting began and ended is said where it does; what takes less than a minute is said nowhere else. Task thread only.
 */
final class ProgressLog {
    private static final Logger log = LoggerFactory.getLogger(ProgressLog.class);

    static final long PAUSE_MS = 60_000;

    /** Destinations that are named; an outage of Domo is one for all. */
    private static final int MOST_NAMED = 5;

    private final SinkMetrics metrics;
    private long nextMs;
    private Load before;
    private boolean behind;

    ProgressLog(SinkMetrics metrics, long nowMs) {
        this.metrics = metrics;
        this.nextMs = nowMs + PAUSE_MS;
        this.before = metrics.load();
    }

    void say(Collection<? extends Destination> destinations, long nowMs) {
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + PAUSE_MS;
        sayWhatWaits(destinations, nowMs);
        sayLoad();
    }

    private void sayWhatWaits(Collection<? extends Destination> destinations, long nowMs) {
        int waiting = 0;
        for (Destination destination : destinations) {
            Optional<Waiting> unknown = destination.metrics().oldestUnknown();
            Waiting outage = destination.metrics().waiting();
            if (unknown.isEmpty() && outage == null) {
                continue;
            }
            if (++waiting > MOST_NAMED) {
                continue;
            }
            if (unknown.isPresent()) {
                log.info(
                        "{} still looks for the outcome of the {}, {}",
                        destination.name(),
                        unknown.get().what(),
                        times(unknown.get(), outage, nowMs));
            } else if (outage.refused()) {
                log.info(
                        "{} is still refused by Domo with {}, {}",
                        destination.name(),
                        outage.what(),
                        times(outage, outage, nowMs));
            } else {
                log.info(
                        "{} still waits for Domo with {}, {}",
                        destination.name(),
                        outage.what(),
                        times(outage, outage, nowMs));
            }
        }
        if (waiting > MOST_NAMED) {
            log.info("{} more destinations wait for Domo", waiting - MOST_NAMED);
        }
    }

    /**
     * Since when, and until when: what is refused meanwhile ends sooner.
     *
     * @param outage null while Domo answers
     */
    private String times(Waiting waiting, Waiting outage, long nowMs) {
        String since = "since " + metrics.wallClock(waiting.sinceMs()) + " ("
                + Words.duration(nowMs - waiting.sinceMs()) + ")";
        boolean refused = outage != null && outage.refused();
        long untilMs = refused ? outage.untilMs() : waiting.untilMs();
        if (untilMs < 0) {
            return since;
        }
        return since + ", until " + metrics.wallClock(untilMs) + " at most ("
                + (refused ? "401 and 403 are tried again for one minute" : "domo.retry.timeout.ms") + ")";
    }

    /** While what comes is old: a first load, or after an outage. How much is left the consumer alone knows. */
    private void sayLoad() {
        Load now = metrics.load();
        boolean comes = now.received() > before.received();
        if (comes && now.lastRecordAgeMs() > PAUSE_MS) {
            behind = true;
            log.info(
                    "Behind by {}, the age of the last record; {} records came so far, {} a second of late; {} rows and {}"
                            + " are in Domo",
                    Words.duration(now.lastRecordAgeMs()),
                    Words.count(now.received()),
                    Words.count((now.received() - before.received()) * 1000 / PAUSE_MS),
                    Words.count(now.rows()),
                    Words.bytes(now.bytes()));
        } else if (behind && now.lastRecordAgeMs() <= PAUSE_MS) {
            behind = false;
            log.info("No longer behind, after {} records", Words.count(now.received()));
        }
        before = now;
    }
}
