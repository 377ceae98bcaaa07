package io.connectdomo.sink.exploration;

import java.util.concurrent.locks.LockSupport;

/** The one thing that is not simulated: the emulator indexes on a thread of its own. */
final class Indexing {
    private Indexing() {}

    /** Lets it go on for a moment of the machine's time. */
    static void pause() {
        LockSupport.parkNanos(10_000_000);
    }
}
