package io.connectdomo.source.executions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply.
 *
 * @param runs as Domo sent them; none where Domo does not have what was asked for
 * @param serverTime Domo's clock when it answered
 * @param streamGone whether there is no such stream any more
 */
record ExecutionReply(List<Execution> runs, Optional<Instant> serverTime, boolean streamGone) {}
