package io.connectdomo.emulator;

import java.time.Instant;
import java.util.Map;

/** A walk over the events of a window, newest first. Used by one thread, and only while the log does not change. */
interface Backwards {
    boolean done();

    /** The event's own time, epoch milliseconds. */
    long time();

    /** Whether Domo shows the event. */
    boolean shown(Instant now);

    /** The event's fields as they are now. */
    Map<String, Object> fields(Instant now);

    void next();

    /**
     * Passes up to {@code most} shown events at once, where that costs nothing.
     *
     * @return how many were passed; 0 where they have to be walked over one by one
     */
    default long skip(long most, Instant now) {
        return 0;
    }
}
