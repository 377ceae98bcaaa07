package io.connectdomo.source.reports;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Runs that go on and that the pages do not show any more are asked for one by one: at growing pauses, and few at a time, for
 * hundreds of them may never end. Not thread-safe.
 */
final class LookUps {
    static final long OPEN_AT_MOST = Duration.ofDays(7).toMillis();

    /** After each pass through the pages. */
    static final int AT_MOST = 5;

    static final long LONGEST_PAUSE = Duration.ofHours(1).toMillis();

    /** So often in succession Domo has to say that a run is gone. */
    static final int TIMES_GONE = 3;

    private final long shortestPause;
    private final Map<Long, Each> byId = new HashMap<>();
    private final Set<Long> withoutEnd = new HashSet<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private boolean everShown;
    private int inVain;

    private static final class Each {
        private long dueAt;
        private long pause;
        private int timesGone;

        private void putOff(long elapsedMs) {
            dueAt = elapsedMs + pause;
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
        }
    }

    /** @param shortestPause milliseconds between two looks at a run */
    LookUps(long shortestPause) {
        this.shortestPause = Math.min(shortestPause, LONGEST_PAUSE);
    }

    /** The run to ask for now. */
    Optional<Long> next() {
        return Optional.ofNullable(waiting.peek());
    }

    /** A run came by in the pages. */
    void saw(ReportRun run) {
        if (run.open() && run.saysItIsOver()) {
            withoutEnd.add(run.id());
        } else {
            withoutEnd.remove(run.id());
        }
    }

    /**
     * A pass is through: chooses those to ask for, and gives up those that were waited for long enough.
     *
     * @param met whether the pass came upon a run
     * @param now Domo's time
     */
    void choose(ReportState state, LongPredicate met, long now, long elapsedMs) {
        List<KnownRun> open = state.known().open();
        Set<Long> ids = new HashSet<>();
        List<KnownRun> due = new ArrayList<>();
        for (KnownRun run : open) {
            ids.add(run.id());
            if (met.test(run.id()) || comesByItself(run, state)) {
                continue;
            }
            if (now - run.openSince() > OPEN_AT_MOST) {
                state.known().remove(run.id());
            } else if (each(run.id(), elapsedMs).dueAt <= elapsedMs) {
                due.add(run);
            }
        }
        byId.keySet().retainAll(ids);
        withoutEnd.retainAll(ids);
        due.stream()
                .sorted(Comparator.comparingLong((KnownRun run) -> byId.get(run.id()).dueAt)
                        .thenComparingLong(KnownRun::id))
                .limit(AT_MOST)
                .forEach(run -> waiting.add(run.id()));
    }

    /**
     * Domo has answered.
     *
     * @param narrowed whether runs of others are not shown, so that they only seem to be gone
     * @return what has to be emitted
     */
    List<ReportRun> answered(ReportState state, ReportReply reply, boolean narrowed, long now, long elapsedMs) {
        long id = waiting.remove();
        Each each = each(id, elapsedMs);
        List<ReportRun> news = reply.runs().stream().filter(state::news).toList();
        if (reply.rows() == 0) {
            inVain++;
            each.timesGone += narrowed ? 0 : 1;
            // A page that never showed a run may not be there at all.
            if (everShown && each.timesGone >= TIMES_GONE) {
                state.known().remove(id);
            }
        } else {
            everShown = true;
            each.timesGone = 0;
            each.pause = news.isEmpty() ? each.pause : shortestPause;
            reply.runs().stream()
                    .filter(run -> !state.news(run) && !state.open(run, now))
                    .forEach(run -> state.close(run.id()));
        }
        each.putOff(elapsedMs);
        return news;
    }

    /** Domo did not say: the others, and the pages, come first. */
    void unanswered(long elapsedMs) {
        inVain++;
        each(waiting.remove(), elapsedMs).putOff(elapsedMs);
    }

    /** Whether asking for one run seems not to be possible: then the pages have to be read down to them. */
    boolean blind() {
        return !everShown && inVain >= TIMES_GONE;
    }

    private Each each(long id, long elapsedMs) {
        return byId.computeIfAbsent(id, unknown -> {
            Each each = new Each();
            each.dueAt = elapsedMs;
            each.pause = shortestPause;
            return each;
        });
    }

    /** One that failed gets no end, it seems: it is enough that a full pass shows it again. */
    private boolean comesByItself(KnownRun run, ReportState state) {
        return withoutEnd.contains(run.id()) && run.start() >= state.settled();
    }
}
