package io.connectdomo.source.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply.
 *
 * @param rows in the order in which Domo sent them, newest first
 * @param serverTime Domo's clock when it answered
 */
record Page(List<LogRow> rows, Optional<Instant> serverTime) {}
