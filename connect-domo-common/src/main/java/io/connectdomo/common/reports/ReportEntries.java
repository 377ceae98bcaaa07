package io.connectdomo.common.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply of the history of reports.
 *
 * @param entries as Domo sent them, in its order
 * @param serverTime Domo's clock when it answered, to the second
 */
public record ReportEntries(List<ObjectNode> entries, Optional<Instant> serverTime) {}
