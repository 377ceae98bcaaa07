package io.connectdomo.source.executions;

/** What the reader asks of a stream's history. */
sealed interface ExecutionRequest {
    /** The latest executions, in whatever order. */
    record Latest() implements ExecutionRequest {}

    /** A part of all executions, by ascending id. */
    record Part(long offset, int limit) implements ExecutionRequest {}

    /** One execution with its errors. */
    record One(long id) implements ExecutionRequest {}

    /** The last execution with its errors. */
    record Last() implements ExecutionRequest {}
}
