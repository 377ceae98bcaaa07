package io.connectdomo.source.reports;

/**
 * A run to be written to the topic.
 *
 * @param offset where a restart goes on once this is written
 */
record ReportEmission(ReportRun run, ReportOffset offset) {}
