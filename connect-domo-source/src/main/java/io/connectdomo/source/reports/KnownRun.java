package io.connectdomo.source.reports;

/**
 * What the source offset keeps of an emitted run.
 *
 * @param start epoch milliseconds, or {@link ReportRun#NONE}
 * @param openSince when it was first seen without an end, in epoch milliseconds; {@link #ENDED} once it has one
 */
record KnownRun(long id, long start, int version, long openSince) {
    static final long ENDED = -1;

    boolean open() {
        return openSince != ENDED;
    }
}
