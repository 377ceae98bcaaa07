package io.connectdomo.source.reports;

/** One request for runs of reports (product-apis.md, "Scheduled Reports API"). */
sealed interface ReportRequest {
    /**
     * A piece of the list, newest start first.
     *
     * @param afresh whether what was learnt from refusals is to be put to the test
     */
    record List(int skip, int limit, boolean afresh) implements ReportRequest {}

    /** One run. */
    record One(long id) implements ReportRequest {}
}
