package io.connectdomo.emulator.page;

import java.time.Instant;

/**
 * One commit, as a chart needs it.
 *
 * @param dataSet its id
 * @param at when it was done
 * @param rows that it sent
 */
public record RowsWritten(String dataSet, Instant at, long rows) {}
