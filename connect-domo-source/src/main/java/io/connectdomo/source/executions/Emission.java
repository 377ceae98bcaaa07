package io.connectdomo.source.executions;

/**
 * A look at a run to be written to the topic.
 *
 * @param offset where a restart goes on once this is written
 */
record Emission(Execution run, ExecutionOffset offset) {}
