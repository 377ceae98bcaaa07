package io.connectdomo.source.executions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs below the latest history that the list of all executions does not show. Not thread-safe. */
final class UnreadRuns {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadRuns.class);

    /** In so many readings in a row the list has to have shown nothing before that is believed. */
    private static final int REPEATED = 3;

    private final String name;
    private int readings;
    private long most;
    private long told;

    /**
     * @param name of the stream, as logs have it
     */
    UnreadRuns(String name) {
        this.name = name;
    }

    /** The list has shown runs. */
    void listWorks() {
        readings = 0;
    }

    /** The list has ended before the latest history begins: whether that has come often enough. */
    boolean isCertain() {
        return ++readings >= REPEATED;
    }

    /** What lies between is given up; said when it is twice as much as before. */
    void leftOut(long from, long to) {
        most += to - from + 1;
        if (most >= 2 * told) {
            LOG.warn(
                    "{} has more executions than Domo's history shows, and its list of all executions does not show them"
                            + " either: those from {} to {} can't be read (in all {} at most). Newer ones are.",
                    name,
                    from,
                    to,
                    most);
            told = most;
        }
    }
}
