package io.connectdomo.source.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply.
 *
 * @param rows those that could be read, in the order in which Domo sent them, newest first
 * @param count how many Domo sent, with those that could not be read
 * @param serverTime Domo's clock when it answered
 */
record Page(List<LogRow> rows, int count, Optional<Instant> serverTime) {}
