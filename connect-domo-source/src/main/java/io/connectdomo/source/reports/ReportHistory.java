package io.connectdomo.source.reports;

/** Domo's history of reports, one request at a time. */
@FunctionalInterface
interface ReportHistory {
    /**
     * Blocks until Domo has answered.
     *
     * @throws io.connectdomo.common.http.DomoException where it did not
     */
    ReportReply ask(ReportRequest request);
}
