package io.connectdomo.source.executions;

import io.connectdomo.source.feed.StartPosition;

/**
 * How the executions of a stream are read; contract.md 3 has the words. Times in milliseconds.
 *
 * @param start for a stream without an offset
 * @param openMaxAge how long after its start a run without an end is given up
 * @param maxPollInterval ceiling for streams that rest
 * @param batch records that share the base of their offsets
 */
public record ExecutionSettings(
        StartPosition start, Emit emit, long openMaxAge, long pollInterval, long maxPollInterval, int batch) {}
