package io.connectdomo.sink.task;

/** Whether to ask the framework for an offset commit, and whether the one it does now was asked for by us. Task thread only. */
public final class CommitRequests {
    private boolean wanted;
    private boolean asked;

    /** A safe offset has moved: the sooner Kafka knows, the less a crash repeats. */
    public void want() {
        wanted = true;
    }

    /** Whether to ask now. */
    boolean take() {
        boolean now = wanted;
        wanted = false;
        asked |= now;
        return now;
    }

    boolean weAsked() {
        boolean now = asked;
        asked = false;
        return now;
    }
}
