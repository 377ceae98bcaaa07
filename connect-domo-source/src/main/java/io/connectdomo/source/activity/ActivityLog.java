package io.connectdomo.source.activity;

/** Domo's activity log, one request at a time. */
@FunctionalInterface
interface ActivityLog {
    /**
     * Blocks until Domo has answered.
     *
     * @throws io.connectdomo.common.http.DomoException where it did not, or not with entries
     */
    Page page(PageRequest request);
}
