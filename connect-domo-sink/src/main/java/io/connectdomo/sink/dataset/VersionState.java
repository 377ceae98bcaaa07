package io.connectdomo.sink.dataset;

/** What Domo's lists say of a session's data version. */
enum VersionState {
    SUCCESS,
    PROCESSING,
    FAILED,
    /** In neither list. It may still show later. */
    ABSENT,
    /** Not in the one list that can be read now; the other can't. */
    HALF_SEEN
}
