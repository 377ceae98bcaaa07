package io.connectdomo.source.reports;

import io.connectdomo.source.feed.StartPosition;

/** How the history is read; contract.md 3 has the words. Times in milliseconds. */
public record ReportSettings(StartPosition start, long pollInterval, long settle, int batch) {}
