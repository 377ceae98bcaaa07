package io.connectdomo.emulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A fault that is set, or was.
 *
 * @param scenario what it was switched on as; empty for one that a test or a script set
 * @param until when it ends by itself, if it does
 * @param off when it ended; empty while it is set
 * @param hits requests that it happened to
 */
record FaultRun(
        int id,
        Fault fault,
        Optional<Scenario> scenario,
        Instant on,
        Optional<Instant> until,
        Optional<Instant> off,
        int hits) {}
