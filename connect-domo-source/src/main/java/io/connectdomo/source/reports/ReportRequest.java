package io.connectdomo.source.reports;

/** One request for runs of reports (product-apis.md, "Scheduled Reports API"). */
sealed interface ReportRequest {
    /** A piece of the list, newest start first. */
    record List(int skip, int limit) implements ReportRequest {}

    /** One run. */
    record One(long id) implements ReportRequest {}
}
