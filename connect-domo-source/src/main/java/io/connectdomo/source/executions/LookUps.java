package io.connectdomo.source.executions;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When an unfinished run that the latest history does not show is asked for by itself: the longer it has been going on, the more
 * seldom. And whether it is gone: only when that was seen several times, some time apart. Not thread-safe.
 */
final class LookUps {
    /** A run is asked for after a thirty-second part of its age: of a day, three quarters of an hour. */
    private static final int SHARE = 32;

    /** In one reading. */
    private static final int MOST = 50;

    private static final int REPEATED = 3;

    private final long shortest;
    private final long longest;
    private final Map<Long, Past> past = new HashMap<>();

    LookUps(ExecutionSettings settings) {
        this.shortest = settings.pollInterval();
        this.longest = Math.max(settings.pollInterval(), settings.maxPollInterval());
    }

    /**
     * Those to ask for now, those that have waited longest first.
     *
     * @param pending not finished and not shown
     * @param now by Domo's clock, in epoch milliseconds
     */
    List<Long> due(Collection<Long> pending, ExecutionState state, long now) {
        List<Long> due = pending.stream()
                .filter(id -> of(id).askedAt <= now - interval(now - state.since(id)))
                .sorted(Comparator.<Long>comparingLong(id -> of(id).askedAt).thenComparing(id -> id))
                .limit(MOST)
                .toList();
        due.forEach(id -> past.put(id, of(id).asked(now)));
        return due;
    }

    /** It is there. */
    void shown(long id) {
        past.computeIfPresent(id, (key, before) -> new Past(before.askedAt, 0, 0));
    }

    /**
     * It is not, so far as this look tells.
     *
     * @return whether that is to be believed
     */
    boolean isGone(long id, long now) {
        Past before = of(id);
        Past after = new Past(before.askedAt, before.absences + 1, before.absences == 0 ? now : before.absentSince);
        past.put(id, after);
        return after.absences >= REPEATED && after.absentSince <= now - Finality.SETTLE;
    }

    /** What is not pending any more is forgotten. */
    void keep(Collection<Long> pending) {
        past.keySet().retainAll(pending);
    }

    private Past of(long id) {
        return past.getOrDefault(id, Past.NONE);
    }

    private long interval(long age) {
        return Math.max(shortest, Math.min(age / SHARE, longest));
    }

    private record Past(long askedAt, int absences, long absentSince) {
        static final Past NONE = new Past(Long.MIN_VALUE / 2, 0, 0);

        Past asked(long now) {
            return new Past(now, absences, absentSince);
        }
    }
}
