package io.connectdomo.source.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.common.reports.ReportEntries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real history. For one feed; not thread-safe. */
final class DomoReportHistory implements ReportHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DomoReportHistory.class);

    /** As this connector understands it: the documented filter is the token owner's. */
    private static final String DOMOS_DEFAULT = "USER";

    private static final int BAD_TOKEN = 401;

    private final ReportClient client;
    private final boolean recipients;
    private Optional<String> filter;
    private boolean taken;

    /**
     * @param filter {@code USER} for Domo's default
     */
    DomoReportHistory(ReportClient client, String filter, boolean recipients) {
        this.client = client;
        this.recipients = recipients;
        this.filter = Optional.of(filter).filter(whose -> !whose.equalsIgnoreCase(DOMOS_DEFAULT));
    }

    @Override
    public ReportReply ask(ReportRequest request) {
        ReportEntries entries =
                request instanceof ReportRequest.One one ? client.entry(one.id()) : list((ReportRequest.List) request);
        return new ReportReply(entries.entries().stream().map(this::run).toList(), entries.serverTime());
    }

    private ReportEntries list(ReportRequest.List list) {
        try {
            ReportEntries entries = client.history(list.skip(), list.limit(), filter, recipients);
            taken = true;
            return entries;
        } catch (DomoException.Refused | DomoException.Unauthorized refused) {
            if (filter.isEmpty() || isAboutTheToken(refused)) {
                throw refused;
            }
            ReportEntries unfiltered = client.history(list.skip(), list.limit(), Optional.empty(), recipients);
            LOG.warn(
                    "Domo refuses report.history.filter={}: only the reports of the token's owner are read ({})",
                    filter.get(),
                    refused.getMessage());
            filter = Optional.empty();
            return unfiltered;
        }
    }

    /** Then what is read must not be narrowed: the refusal passes, and the others' reports would be missing from then on. */
    private boolean isAboutTheToken(DomoException refused) {
        return refused instanceof DomoException.Unauthorized unauthorized
                && (taken || unauthorized.status() == BAD_TOKEN);
    }

    private ReportRun run(ObjectNode entry) {
        long id = Lenient.number(entry, "id")
                .orElseThrow(() -> new DomoException.UnknownOutcome(
                        "Domo's history of reports holds an entry without an id.", null));
        if (!recipients) {
            entry.remove("recipients");
        }
        long start = millis(entry, "startTime");
        long end = millis(entry, "endTime");
        return new ReportRun(id, start, end, version(entry, start, end), entry);
    }

    private static int version(ObjectNode entry, long start, long end) {
        CRC32C checksum = new CRC32C();
        String changing = Lenient.text(entry, "status").orElse("") + "/" + start + "/" + end;
        checksum.update(changing.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    private static long millis(ObjectNode entry, String field) {
        return Lenient.instant(entry, field).map(Instant::toEpochMilli).orElse(ReportRun.NONE);
    }
}
