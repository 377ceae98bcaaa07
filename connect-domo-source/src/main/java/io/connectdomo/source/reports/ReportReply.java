package io.connectdomo.source.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Domo answered.
 *
 * @param runs in Domo's order; empty where the one asked for is gone
 * @param unreadable further rows, which can't be read
 * @param narrowed whether only the token owner's runs come although everybody's are wanted
 * @param serverTime Domo's clock when it answered
 */
record ReportReply(List<ReportRun> runs, int unreadable, boolean narrowed, Optional<Instant> serverTime) {
    int rows() {
        return runs.size() + unreadable;
    }
}
