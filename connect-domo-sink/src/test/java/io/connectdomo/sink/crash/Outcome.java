package io.connectdomo.sink.crash;

/** What Domo held when everything was durable. Losses and mixtures are no outcome: they fail. */
enum Outcome {
    /** Each record once; each key's last state; the last snapshot. */
    EXACT("exact"),
    /** Every row of the batch that the kill hit is there twice, and no other row. */
    BATCH_TWICE("batch twice"),
    /** The same, but only rows of the partition that went to the new owner. */
    MOVED_PARTITION_TWICE("moved partition twice");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
