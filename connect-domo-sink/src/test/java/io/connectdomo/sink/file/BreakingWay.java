package io.connectdomo.sink.file;

import io.connectdomo.common.http.SimulatedHttp.Fate;
import io.connectdomo.common.http.SimulatedHttp.Way;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import io.connectdomo.sink.simulation.Simulation;

/** The way of one process to Domo, which breaks at its n-th request, whatever that is, and with it the process. */
final class BreakingWay {
    private static final Way ARRIVES = new Way(0, 1, Fate.ARRIVES);

    /** What becomes of the request at which it breaks. */
    enum Break {
        /** The process dies, and Domo never sees it. */
        NEVER_ARRIVES(Fate.LOST),
        /** The process dies while Domo works on it. */
        REPLY_LOST(Fate.REPLY_LOST),
        /** The process dies, and Domo sees it later. */
        ARRIVES_LATE(Fate.LANDS_LATER),
        /** It never arrives, and later ones do once {@link #goOn} says so: the process stood still. */
        STANDS_STILL(Fate.LOST);

        private final Fate fate;

        Break(Fate fate) {
            this.fate = fate;
        }
    }

    private final SimulatedTime time;
    private final SimulatedProcess process;
    private final int nth;
    private final Break how;
    private final String onlyPost;
    private final long lateMs;
    private int count;
    private long brokenAtMs = -1;
    private boolean standing;

    private BreakingWay(Simulation simulation, int nth, Break how, String onlyPost, long lateMs) {
        this.time = simulation.time();
        this.process = simulation.process(this::next);
        this.nth = nth;
        this.how = how;
        this.onlyPost = onlyPost;
        this.lateMs = lateMs;
    }

    static BreakingWay never(Simulation simulation) {
        return new BreakingWay(simulation, Integer.MAX_VALUE, Break.NEVER_ARRIVES, "", 0);
    }

    /**
     * Breaks at the {@code nth} request, from 1.
     *
     * @param lateMs after which the request comes to Domo, where it does so late
     */
    static BreakingWay at(Simulation simulation, int nth, Break how, long lateMs) {
        return new BreakingWay(simulation, nth, how, "", lateMs);
    }

    /** Breaks at the first POST whose path ends so, and that comes to Domo late. */
    static BreakingWay atPost(Simulation simulation, String pathEnd, long lateMs) {
        return new BreakingWay(simulation, 1, Break.ARRIVES_LATE, pathEnd, lateMs);
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isBroken() {
        return brokenAtMs >= 0;
    }

    /** When it broke. */
    long brokenAtMs() {
        return brokenAtMs;
    }

    /** Requests so far. */
    int count() {
        return count;
    }

    void goOn() {
        standing = false;
    }

    private Way next(String method, String path) {
        while (standing) {
            time.sleep(1);
        }
        if (!onlyPost.isEmpty() && !(method.equals("POST") && path.split("\\?", 2)[0].endsWith(onlyPost))) {
            return ARRIVES;
        }
        if (++count != nth) {
            return ARRIVES;
        }
        brokenAtMs = time.nowMs();
        if (how == Break.STANDS_STILL) {
            standing = true;
            while (standing) {
                time.sleep(1);
            }
        } else {
            process.die();
        }
        return new Way(how == Break.REPLY_LOST ? 0 : 1, how == Break.ARRIVES_LATE ? lateMs : 1, how.fate);
    }
}
