package io.connectdomo.source.reports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a pass through the history comes upon, as last seen. It holds the bodies of the news only, and of these the oldest:
 * they are emitted ascending, so a pass that leaves newer ones out is one that was killed after the last it held, and the
 * next pass finds the rest at or above {@code settled}. Ids are held of known runs only: no more than the state has.
 */
final class Findings {
    private final ReportState state;
    private final long began;
    private final int atMost;
    private final Map<Long, ReportRun> news = new HashMap<>();
    private final TreeSet<ReportRun> ascending = new TreeSet<>(ReportRun.ORDER);
    private final Set<Long> met = new HashSet<>();
    private final Set<Long> over = new HashSet<>();
    private ReportRun oldestLeftOut;

    /**
     * @param state not to change before the pass has ended
     * @param began when the pass did, in Domo's time
     * @param atMost runs to hold
     */
    Findings(ReportState state, long began, int atMost) {
        this.state = state;
        this.began = began;
        this.atMost = atMost;
    }

    /** Takes a look at a run; a later look is the better one. */
    void see(ReportRun run) {
        if (state.known().get(run.id()) != null) {
            met.add(run.id());
            // What is emitted now is closed then.
            if (!state.news(run) && !state.open(run, began)) {
                over.add(run.id());
            } else {
                over.remove(run.id());
            }
        }
        ReportRun before = news.remove(run.id());
        if (before != null) {
            ascending.remove(before);
        }
        if (state.news(run) && !newerThanOneLeftOut(run)) {
            hold(run);
        }
    }

    /** Whether a known run came by. */
    boolean met(long id) {
        return met.contains(id);
    }

    /** Known runs of which nothing more is to be expected. */
    Set<Long> over() {
        return over;
    }

    /** Whether there is more news than could be held; all of it is at least as new as what is held. */
    boolean cut() {
        return oldestLeftOut != null;
    }

    int held() {
        return ascending.size();
    }

    List<ReportRun> ascending() {
        return List.copyOf(ascending);
    }

    private void hold(ReportRun run) {
        news.put(run.id(), run);
        ascending.add(run);
        if (ascending.size() > atMost) {
            oldestLeftOut = ascending.pollLast();
            news.remove(oldestLeftOut.id());
        }
    }

    /** Also where room has come back since: {@code settled} would pass the one that was left out. */
    private boolean newerThanOneLeftOut(ReportRun run) {
        return oldestLeftOut != null && ReportRun.ORDER.compare(run, oldestLeftOut) >= 0;
    }
}
