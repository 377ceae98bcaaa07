package io.connectdomo.source.executions;

/** What the reader asks of a stream's history. */
sealed interface ExecutionRequest {
    /**
     * The latest executions, in whatever order.
     *
     * @param limit how many are wanted at least; fewer and more may come
     */
    record Latest(int limit) implements ExecutionRequest {}

    /**
     * A part of all executions, by ascending id.
     *
     * @param offset how many of the oldest to leave out
     * @param afresh whether a search begins: what was found out about the list's length may not hold any more
     */
    record Part(long offset, int limit, boolean afresh) implements ExecutionRequest {}

    /** One execution with its errors. */
    record One(long id) implements ExecutionRequest {}

    /** The last execution with its errors. */
    record Last() implements ExecutionRequest {}
}
