package io.connectdomo.source.reports;

import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.common.reports.ReportEntries;
import java.util.Optional;

/** Domo's pages of reports, as {@link ReportClient} has them. */
interface ReportPages {
    /** Runs, newest start first. */
    ReportEntries history(int skip, int limit, Optional<String> filter);

    /** One run; no row where Domo has it no more. */
    ReportEntries entry(long id);

    static ReportPages of(ReportClient client, boolean recipients) {
        return new ReportPages() {
            @Override
            public ReportEntries history(int skip, int limit, Optional<String> filter) {
                return client.history(skip, limit, filter, recipients);
            }

            @Override
            public ReportEntries entry(long id) {
                return client.entry(id);
            }
        };
    }
}
