package io.connectdomo.common.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply of the history of reports.
 *
 * @param rows as Domo sent them, in its order; each should be an object
 * @param serverTime Domo's clock when it answered, to the second
 */
public record ReportEntries(List<? extends JsonNode> rows, Optional<Instant> serverTime) {
    public ReportEntries {
        rows = List.copyOf(rows);
    }

    /** Those that are objects. */
    public List<ObjectNode> entries() {
        return rows.stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
