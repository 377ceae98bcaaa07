package io.connectdomo.sink.commit;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A place in memory that knows the truth: how often something was written there. Everything between it and the client is drawn:
 * what becomes of each attempt, how a repetition is answered, how late it shows, which looks fail.
 */
final class Place implements CommitStore<String> {
    /** What becomes of one attempt. */
    enum Fate {
        ANSWERED,
        /** Domo works on it, and what comes back is no clear answer. */
        REPLY_LOST,
        REPLY_503,
        REPLY_PAGE,
        REPLY_EMPTY,
        REPLY_LATE,
        REPLY_409,
        /** The client sees a broken connection, and Domo gets it later. */
        LANDS_LATER,
        NOT_SENT,
        LOST,
        BUSY_429,
        PAGE_404,
        REFUSED_401;

        boolean reaches() {
            return this == ANSWERED || name().startsWith("REPLY");
        }
    }

    /** How a repetition of what has worked is answered. */
    private enum Again {
        OK,
        CONFLICT_409,
        NOT_FOUND_404,
        BAD_400
    }

    private static final List<Fate> FATES = List.of(Fate.values());
    private static final List<Again> AGAINS = List.of(Again.values());

    private final SimulatedTime time;
    private final SplittableRandom random;
    private final CommitTimes times;

    // ---- drawn
    private final List<Fate> fates = new ArrayList<>();
    private final Again again;
    private final long visibleAfterMs;
    /** Whether it shows as being worked on although it was never committed. */
    final boolean showsOpen;

    private final boolean tellsLate;
    private final int halfSeen;
    private final int failingLooks;
    private final boolean flaky;
    private final long worksForMs;
    private final long slowMs;
    private final int failingCompletions;
    final boolean repeatable;
    final boolean showsLate;
    final boolean gone;
    final boolean neverSeen;
    final boolean refusedForGood;
    final long anothersAtMs;
    final long layoutChangesAtMs;

    // ---- the truth
    private int written;
    private long writtenAtMs = -1;
    private int sends;
    private int looks;
    private int completions;
    final List<String> history = new ArrayList<>();
    final List<Long> sentAtMs = new ArrayList<>();
    final List<Long> lookedAtMs = new ArrayList<>();
    private long onTheirWay;
    private boolean busy;

    Place(SimulatedTime time, SplittableRandom random, CommitTimes times) {
        this.time = time;
        this.random = random;
        this.times = times;
        long graceMs = times.graceMs();
        repeatable = random.nextInt(3) > 0;
        int faults = random.nextInt(4);
        for (int i = 0; i < faults; i++) {
            fates.add(FATES.get(random.nextInt(FATES.size())));
        }
        again = AGAINS.get(random.nextInt(AGAINS.size()));
        // A repetition that is refused hints at its having worked: then it is waited for longer than the grace.
        showsLate = repeatable && again != Again.OK && random.nextInt(6) == 0;
        if (showsLate && fates.size() > 1) {
            fates.subList(1, fates.size()).clear(); // half of the budget counts from the first doubt
        }
        visibleAfterMs = showsLate ? times.keepAskingMs() / 3 : random.nextBoolean() ? 0 : random.nextLong(graceMs);
        worksForMs =
                repeatable && !showsLate && random.nextInt(8) == 0 ? random.nextLong(times.keepAskingMs() * 3 / 2) : 0;
        slowMs = random.nextInt(4) == 0 ? times.attemptMs() / 2 : 1;
        flaky = random.nextInt(8) == 0;
        showsOpen = repeatable && random.nextInt(8) == 0;
        tellsLate = !repeatable && random.nextInt(4) == 0;
        halfSeen = random.nextInt(6) == 0 ? random.nextInt(5) : 0;
        neverSeen = random.nextInt(20) == 0;
        failingLooks = neverSeen ? Integer.MAX_VALUE : random.nextInt(4) == 0 ? random.nextInt(4) : 0;
        failingCompletions = random.nextInt(6) == 0 ? random.nextInt(3) : 0;
        gone = random.nextInt(12) == 0;
        refusedForGood = !gone && random.nextInt(12) == 0;
        anothersAtMs = !repeatable && random.nextInt(12) == 0 ? random.nextLong(3000) : Long.MAX_VALUE;
        layoutChangesAtMs = repeatable && random.nextInt(12) == 0 ? random.nextLong(3000) : Long.MAX_VALUE;
    }

    int written() {
        return written;
    }

    /** Whether cancelling it now must succeed: nothing of it has left. */
    boolean hasNotLeft() {
        return !busy
                && fates.subList(0, Math.min(sends, fates.size())).stream().allMatch(Fate.NOT_SENT::equals)
                && sends <= fates.size();
    }

    int sends() {
        return sends;
    }

    boolean allHasLanded() {
        return onTheirWay == 0 && !busy;
    }

    Fate fate(int attempt) {
        return attempt < fates.size() ? fates.get(attempt) : Fate.ANSWERED;
    }

    /** Whether something before Domo says that it is not there. */
    boolean meetsAPage() {
        return fates.contains(Fate.PAGE_404);
    }

    /** Whether it may show only when the budget is spent. */
    boolean takesLong() {
        return showsLate || worksForMs > 0;
    }

    String drawn() {
        return fates + ", again " + again + ", visible after " + visibleAfterMs + " ms, repeatable " + repeatable
                + (gone ? ", gone" : "") + (refusedForGood ? ", refused for good" : "")
                + (showsOpen ? ", shows what is open" : "") + (tellsLate ? ", tells late" : "")
                + (worksForMs > 0 ? ", works for " + worksForMs + " ms" : "") + (flaky ? ", flaky" : "")
                + (neverSeen ? ", never seen" : "") + ", " + times
                + (halfSeen > 0 ? ", half seen " + halfSeen : "")
                + (anothersAtMs < Long.MAX_VALUE ? ", another's at " + anothersAtMs : "")
                + (layoutChangesAtMs < Long.MAX_VALUE ? ", layout changes at " + layoutChangesAtMs : "");
    }

    private void note(String event) {
        history.add(time.nowMs() + ": " + event);
    }

    private boolean shows() {
        return writtenAtMs >= 0 && time.nowMs() - writtenAtMs >= Math.max(visibleAfterMs, worksForMs);
    }

    private boolean isWorkedOn() {
        return writtenAtMs >= 0 && time.nowMs() - writtenAtMs < worksForMs;
    }

    private boolean anothers() {
        return written == 0 && time.nowMs() >= anothersAtMs;
    }

    // ---- as the client sees it

    @Override
    public String what() {
        return "commit of it";
    }

    @Override
    public String owner() {
        return "Place";
    }

    @Override
    public String trace() {
        return "it";
    }

    @Override
    public boolean writesOnce() {
        return repeatable;
    }

    @Override
    public Inspection<String> inspect(boolean everSent) {
        pause();
        if (repeatable) {
            return time.nowMs() >= layoutChangesAtMs
                    ? new Inspection.Hindered<>(Obstacle.LAYOUT_CHANGED, false)
                    : Inspection.free();
        }
        if (shows()) {
            return new Inspection.There<>("seen");
        }
        return anothers() ? new Inspection.Hindered<>(Obstacle.OVERTAKEN, true) : Inspection.free();
    }

    @Override
    public Reply<String> send() {
        sends++;
        sentAtMs.add(time.nowMs());
        Fate fate = fate(sends - 1);
        note("sent: " + fate);
        busy = true;
        try {
            return reply(fate);
        } finally {
            busy = false;
        }
    }

    private Reply<String> reply(Fate fate) {
        return Reply.to(() -> attempt(fate), status -> !repeatable && (status == 404 || status == 410));
    }

    private String attempt(Fate fate) {
        pause();
        String answer = null;
        if (fate.reaches()) {
            answer = arrives();
            time.sleep(random.nextLong(slowMs));
        }
        switch (fate) {
            case ANSWERED -> {
                return answer;
            }
            case LANDS_LATER -> {
                onTheirWay++;
                time.start(random.nextLong(times.attemptMs() - 20), () -> {
                    onTheirWay--;
                    try {
                        arrives();
                    } catch (DomoException nobodyWaits) {
                        note("refused, and nobody waits");
                    }
                });
                throw new DomoException.Retriable("broken", null, true, null);
            }
            case NOT_SENT -> throw new DomoException.Retriable("no connection", null, false, null);
            case LOST, REPLY_LOST -> throw new DomoException.Retriable("broken", null, true, null);
            case REPLY_LATE -> {
                time.sleep(Math.max(0, times.attemptMs() - slowMs - 20));
                throw new DomoException.Retriable("too late", null, true, null);
            }
            case REPLY_503 -> throw new DomoException.Retriable("503", null, true, 503, Duration.ofSeconds(2));
            case REPLY_PAGE, REPLY_EMPTY -> throw new DomoException.UnknownOutcome("not to be read", null);
            case REPLY_409 -> throw new DomoException.Refused("409", 409, true, null, null);
            case BUSY_429 -> throw new DomoException.Retriable("429", null, true, 429, Duration.ofSeconds(1));
            case PAGE_404 -> throw new DomoException.Refused("a gateway's 404", 404, false, null, null);
            case REFUSED_401 -> throw new DomoException.Unauthorized("401", 401);
            default -> throw new IllegalStateException(fate.name());
        }
    }

    /** Domo works on an attempt. */
    private String arrives() {
        if (gone) {
            throw new DomoException.Refused("gone", 404, true, null, null);
        }
        if (refusedForGood) {
            throw new DomoException.Refused("no", 400, true, null, null);
        }
        if (written == 0 || !repeatable) {
            written++;
            note("written");
            if (writtenAtMs < 0) {
                writtenAtMs = time.nowMs();
            }
            return "answered";
        }
        return switch (again) {
            case OK -> "answered";
            case CONFLICT_409 -> throw new DomoException.Refused("committed already", 409, true, null, null);
            case NOT_FOUND_404 -> throw new DomoException.Refused("not open", 404, true, null, null);
            case BAD_400 -> throw new DomoException.Refused("what?", 400, true, null, null);
        };
    }

    @Override
    public Sighting<String> look(boolean refusedAgain) {
        pause();
        lookedAtMs.add(time.nowMs());
        looks++;
        if (looks <= failingLooks || (flaky && looks % 2 == 0)) {
            note("look fails");
            if (flaky || random.nextBoolean()) {
                throw new DomoException.Unauthorized("401", 401);
            }
            throw new DomoException.Retriable("503", null, true, 503, null);
        }
        Sighting<String> sighting = seen();
        note("look: " + sighting.kind());
        return sighting;
    }

    private Sighting<String> seen() {
        boolean half = looks <= failingLooks + halfSeen;
        if (half && repeatable) {
            return Sighting.of(Sighting.Kind.HALF_SEEN); // whether it is there or not
        }
        if (shows()) {
            return Sighting.written("seen");
        }
        if (isWorkedOn()) {
            return Sighting.of(Sighting.Kind.IN_PROGRESS);
        }
        if (tellsLate && writtenAtMs >= 0) {
            return Sighting.of(Sighting.Kind.NOT_TOLD_YET);
        }
        if (anothers()) {
            return Sighting.of(Sighting.Kind.ANOTHERS);
        }
        return Sighting.of(showsOpen && !gone ? Sighting.Kind.IN_PROGRESS : Sighting.Kind.NOT_THERE);
    }

    @Override
    public boolean complete(String result) {
        pause();
        return ++completions > failingCompletions;
    }

    private void pause() {
        time.sleep(random.nextLong(20));
    }
}
