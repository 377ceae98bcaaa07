package io.connectdomo.emulator.page;

import java.time.Instant;

/**
 * One commit, as a chart needs it.
 *
 * @param at when it was done
 * @param rows that it sent
 */
public record RowsWritten(Instant at, long rows) {}
