package io.connectdomo.source.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Domo answered.
 *
 * @param runs in Domo's order; empty where the one asked for is gone
 * @param serverTime Domo's clock when it answered
 */
record ReportReply(List<ReportRun> runs, Optional<Instant> serverTime) {}
