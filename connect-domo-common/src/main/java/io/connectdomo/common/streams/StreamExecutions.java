package io.connectdomo.common.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply about the executions of a stream.
 *
 * @param entries as Domo sent them, in its order; an empty object for one that is no object; never null
 * @param serverTime Domo's clock when it answered, to the second
 */
public record StreamExecutions(List<ObjectNode> entries, Optional<Instant> serverTime) {}
