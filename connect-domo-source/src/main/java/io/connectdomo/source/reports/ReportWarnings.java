package io.connectdomo.source.reports;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said once of a history that is not as it should be. Not thread-safe. */
final class ReportWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWarnings.class);
    private static final int SELDOM = 10_000;

    private boolean toldOfDisorder;
    private long forgotten;
    private long nextTold;

    /** A walk through the pages is over. */
    void disorder(Paging paging) {
        if (paging.inDisorder() && !toldOfDisorder) {
            toldOfDisorder = true;
            LOG.warn(
                    "Domo's history of reports comes in another order at every reading: {} readings are taken together. A run"
                            + " that none of them showed comes with the next one, if it began within report.history.settle.ms.",
                    paging.walks());
        }
    }

    /** @param runs that are not looked at again, because the offset is full */
    void forgot(int runs) {
        forgotten += runs;
        if (runs > 0 && forgotten > nextTold) {
            nextTold = forgotten + SELDOM;
            LOG.warn(
                    "So many runs of reports began within report.history.settle.ms that they do not fit into the source"
                            + " offset: of the oldest ({} so far) changes are not read any more. Lower"
                            + " report.history.settle.ms.",
                    forgotten);
        }
    }
}
