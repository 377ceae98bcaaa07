package io.connectdomo.sink.crash;

import io.connectdomo.common.http.SimulatedHttp;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The way of one process to Domo, in simulated time. It stands still at one point: the request that reaches the point stops
 * there and every later one behind it, until the process dies or goes on. A dead process sends nothing more; what it had sent
 * may still land.
 */
final class Wire implements SimulatedHttp.Crossing {
    private static final int GONE = 404;
    private static final int COME_LATER = 429;
    private static final long LOOK_MS = 5;

    private static final Set<Freeze.Request> WRITES = EnumSet.of(
            Freeze.Request.COMMIT,
            Freeze.Request.LOOK,
            Freeze.Request.CREATE,
            Freeze.Request.UPDATE,
            Freeze.Request.DELETE);

    private enum State {
        RUNNING,
        FROZEN,
        DEAD
    }

    private final SimulatedTime time;
    private final TakeOver takeOver;
    private final Map<Freeze.Request, Integer> arrived = new EnumMap<>(Freeze.Request.class);
    private final Set<Passing> onTheirWay = new HashSet<>();

    /** Those that were on their way when the process went on. */
    private final Set<Passing> held = new HashSet<>();

    private State state = State.RUNNING;
    private Freeze freeze;
    private boolean reached;
    private boolean released;
    private boolean landed;
    private boolean forgetsUpload;

    Wire(SimulatedTime time, TakeOver takeOver) {
        this.time = time;
        this.takeOver = takeOver.on(time::nowMs);
    }

    // ---- the script

    /** Counts requests from now on, and stands still at this one; null to count only. */
    void arm(Freeze at) {
        arrived.clear();
        freeze = at;
    }

    /** Answers the next part as if Domo did not know its upload any more. */
    void forgetUpload() {
        forgetsUpload = true;
    }

    boolean reached() {
        return reached;
    }

    int count(Freeze.Request request) {
        return arrived.getOrDefault(request, 0);
    }

    /** Nothing more is sent. A request that is to land stays on its way until {@link #release}. */
    void die() {
        state = State.DEAD;
    }

    /** The process goes on where it stood still. */
    void goOn() {
        state = State.RUNNING;
        released = true;
        held.addAll(onTheirWay);
    }

    /** What a dead process had on its way lands now. */
    void release() {
        released = true;
    }

    /** Whether the request that stood still has been worked on by Domo. */
    boolean landed() {
        return landed;
    }

    /** Whether all that stood still has ended, since the process went on. */
    boolean heldHasEnded() {
        return held.isEmpty();
    }

    /** Whether nothing is on its way. */
    boolean isIdle() {
        return onTheirWay.isEmpty();
    }

    TakeOver takeOver() {
        return takeOver;
    }

    // ---- requests

    @Override
    public SimulatedHttp.Passage begin(String method, String path) {
        return new Passing(method, kindOf(method, path.replaceFirst("\\?.*", "")));
    }

    private Freeze.Request kindOf(String method, String path) {
        if (path.contains("/datastores/") || path.contains("/filesets/")) {
            return kindOfStore(method, path);
        }
        if (path.endsWith("/uploads")) {
            return Freeze.Request.START;
        }
        if (path.contains("/parts/")) {
            return Freeze.Request.PART;
        }
        if (path.endsWith("/commit")) {
            return Freeze.Request.COMMIT;
        }
        return count(Freeze.Request.PART) > 0 ? Freeze.Request.CHECK : Freeze.Request.OTHER;
    }

    private static Freeze.Request kindOfStore(String method, String path) {
        return switch (method) {
            case "POST" -> path.endsWith("/query") ? Freeze.Request.LOOK : Freeze.Request.CREATE;
            case "PUT" -> Freeze.Request.UPDATE;
            case "DELETE" -> Freeze.Request.DELETE;
            default -> Freeze.Request.LOOK;
        };
    }

    private void freezeNow() {
        reached = true;
        state = State.FROZEN;
    }

    /** One request on its way. */
    private final class Passing implements SimulatedHttp.Passage {
        private final String method;
        private final Freeze.Request request;
        /** Null where it does not stand still. */
        private Freeze stopsAt;

        private int instead;

        Passing(String method, Freeze.Request request) {
            this.method = method;
            this.request = request;
            onTheirWay.add(this);
        }

        /** Counted in the moment in which it is passed on, so that several may begin before the first of them is. */
        @Override
        public boolean arrives() {
            if (writes() && takeOver.refusesWrite()) {
                instead = COME_LATER;
                return true;
            }
            while (state == State.FROZEN) {
                time.sleep(LOOK_MS);
            }
            if (state == State.DEAD) {
                return false;
            }
            int nth = arrived.merge(request, 1, Integer::sum);
            stopsAt = freeze != null && freeze.request() == request && freeze.nth() == nth && !landed ? freeze : null;
            if (stops(Freeze.Moment.ARRIVING)) {
                freezeNow();
                if (!standStill()) {
                    return false;
                }
            }
            if (forgetsUpload && request == Freeze.Request.PART) {
                forgetsUpload = false;
                instead = GONE;
            }
            return true;
        }

        /** Commits of DataSets; of documents and files also the look-ups that a write builds on. */
        private boolean writes() {
            return WRITES.contains(request) && !method.equals("GET");
        }

        private boolean stops(Freeze.Moment moment) {
            return stopsAt != null && stopsAt.moment() == moment;
        }

        /** True where the request goes on to Domo, or its reply back. */
        private boolean standStill() {
            boolean lost = stopsAt.fate() == Freeze.Fate.IS_LOST;
            while (!released && !(lost && state == State.DEAD)) {
                time.sleep(LOOK_MS);
            }
            return !lost;
        }

        @Override
        public int insteadOfDomo() {
            return instead;
        }

        @Override
        public boolean returns() {
            if (stopsAt != null) {
                landed = true;
                if (!stops(Freeze.Moment.ARRIVING)) {
                    freezeNow();
                }
            }
            return !stops(Freeze.Moment.APPLIED) || standStill();
        }

        @Override
        public void close() {
            onTheirWay.remove(this);
            held.remove(this);
        }
    }
}
