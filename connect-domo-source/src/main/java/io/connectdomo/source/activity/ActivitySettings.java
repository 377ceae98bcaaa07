package io.connectdomo.source.activity;

import io.connectdomo.source.feed.StartPosition;

/**
 * How the log is read; contract.md 3 has the words. Times in milliseconds.
 *
 * @param start for a feed without an offset
 * @param limit entries asked for at once
 * @param maxSeen most entries of an offset
 * @param batch records that share the base of their offsets
 */
public record ActivitySettings(
        StartPosition start,
        long pollInterval,
        long lag,
        long maxDelay,
        long sweepInterval,
        int limit,
        int maxSeen,
        int batch) {}
