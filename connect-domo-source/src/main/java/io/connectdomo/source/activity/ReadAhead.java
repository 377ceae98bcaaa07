package io.connectdomo.source.activity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What was read of windows that turned out to hold too much, kept until the windows below it have been delivered: a backfill
 * that runs out of a silent night into a busy day does not ask for the day twice. Only of times so old that no entry can show
 * there any more; gone with a restart.
 */
final class ReadAhead {
    private final int mostRows;
    private final Deque<Section> lowestFirst = new ArrayDeque<>();
    private int rows;

    ReadAhead(int mostRows) {
        this.mostRows = mostRows;
    }

    /** Takes a section below all others. Where there is no room, what is needed last is forgotten. */
    void keep(Section section) {
        lowestFirst.addFirst(section);
        rows += section.rows().size();
        while (rows > mostRows) {
            rows -= lowestFirst.removeLast().rows().size();
        }
    }

    /** The section that begins at {@code time}, which is then forgotten. */
    Optional<Section> take(long time) {
        if (begin() != time) {
            return Optional.empty();
        }
        Section section = lowestFirst.removeFirst();
        rows -= section.rows().size();
        return Optional.of(section);
    }

    /** Where the lowest section begins; {@link Long#MAX_VALUE} when there is none. */
    long begin() {
        return lowestFirst.isEmpty() ? Long.MAX_VALUE : lowestFirst.getFirst().from();
    }
}
