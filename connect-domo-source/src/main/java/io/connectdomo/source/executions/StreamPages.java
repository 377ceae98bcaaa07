package io.connectdomo.source.executions;

/**
 * The pages about one stream's executions, at Domo or in a test. Each call is one request, and throws {@link
 * io.connectdomo.common.http.DomoException} where it did not succeed. Only {@link #stream} is a page that Domo surely has.
 */
interface StreamPages {
    /** {@code history/aggregate}: the latest executions, without their errors, in whatever order. */
    ExecutionReply aggregate(int limit);

    /** {@code history}: the same, perhaps with more about each. */
    ExecutionReply history(int limit);

    /** {@code executions}: all of them, in full, from a place on, by the order in which they began or the other way round. */
    ExecutionReply list(long offset, int limit);

    /** {@code executions/{id}}: one of them in full. */
    ExecutionReply one(long id);

    /** The stream itself, which shows its last, its current and its last successful execution. */
    ExecutionReply stream();

    /** Rows that could not be read so far. */
    long skipped();
}
