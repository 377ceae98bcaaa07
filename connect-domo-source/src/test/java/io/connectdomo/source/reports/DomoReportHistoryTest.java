package io.connectdomo.source.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.reports.ReportEntries;
import io.connectdomo.source.feed.SkippedRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomoReportHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aRowThatCantBeReadCostsItselfAndIsCountedOnce() {
        SkippedRows skipped = new SkippedRows("report-history");
        ObjectNode sound = Json.object().put("id", 1).put("startTime", NOW.toEpochMilli());
        ObjectNode withoutId = Json.object().put("startTime", NOW.toEpochMilli());
        ObjectNode ahead = Json.object().put("id", 3).put("endTime", NOW.toEpochMilli() + 3_600_000);
        ReportHistory history = history(List.of(sound, withoutId, ahead), skipped);
        for (int looks = 0; looks < 2; looks++) {
            ReportReply reply = history.ask(new ReportRequest.List(0, 100, true));
            assertThat(reply.runs()).extracting(ReportRun::id).containsExactly(1L);
            assertThat(reply.unreadable()).isEqualTo(2);
        }
        assertThat(skipped.count()).isEqualTo(2);
    }

    private static ReportHistory history(List<ObjectNode> rows, SkippedRows skipped) {
        ReportEntries page = new ReportEntries(rows, Optional.of(NOW));
        ReportPages pages = new ReportPages() {
            @Override
            public ReportEntries history(int skip, int limit, Optional<String> filter) {
                return page;
            }

            @Override
            public ReportEntries entry(long id) {
                return page;
            }
        };
        return new DomoReportHistory(pages, new ReportFilter("USER", 1_000, () -> 0), false, skipped);
    }
}
