package io.connectdomo.common.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply of the activity log.
 *
 * @param entries as Domo sent them, in its order
 * @param serverTime Domo's clock when it answered, to the second
 */
public record ActivityEntries(List<ObjectNode> entries, Optional<Instant> serverTime) {}
