package io.connectdomo.source.activity;

import java.util.List;

/**
 * A stretch of the log that was read whole.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 */
record Section(long from, long to, List<LogRow> rows) {}
