package io.connectdomo.common.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply of the activity log.
 *
 * @param entries as Domo sent them, in its order; one that can't be read may be no object
 * @param serverTime Domo's clock when it answered, to the second
 */
public record ActivityEntries(List<JsonNode> entries, Optional<Instant> serverTime) {}
