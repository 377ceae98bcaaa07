package io.connectdomo.source.metrics;

/**
 * How far a feed is, as the feed sees it after a step.
 *
 * @param delayMs how far reading was behind Domo then; negative where it is not known yet
 * @param remembered entries that the offset remembers
 * @param windows windows read to their end since the start
 * @param sweeps of these, sweeps for late entries
 * @param skipped rows of Domo's left out since the start because they could not be read
 * @param backfill how much of what there was at the start has been read
 */
public record Progress(long delayMs, long remembered, long windows, long sweeps, long skipped, Backfill backfill) {
    /** Before Domo has answered. */
    public static final Progress UNKNOWN = new Progress(-1, 0, 0, 0, 0, Backfill.UNKNOWN);

    /**
     * What there was to read at the start.
     *
     * @param done of {@code total}, in any unit; none of both while they are not known
     * @param at how far in words: {@code read to 2026-03-01T00:00:00Z}
     */
    public record Backfill(long done, long total, String at) {
        static final Backfill UNKNOWN = new Backfill(0, 0, "");

        /** Everything, or there was nothing. */
        public static final Backfill DONE = new Backfill(1, 1, "");

        public boolean isKnown() {
            return total > 0;
        }

        public boolean isDone() {
            return isKnown() && done >= total;
        }
    }
}
