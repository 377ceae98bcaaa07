package io.connectdomo.sink.dataset;

/** {@code dataset.auto.create.adopt}: which DataSets are taken that were found by their name and that this connector has not created. */
public enum Adopt {
    /** Those of which nothing changes its meaning. */
    FITTING,
    /** Also those whose upsert key is to be set, or whose rows are to be replaced. */
    ANY,
    /** None. */
    NEVER
}
