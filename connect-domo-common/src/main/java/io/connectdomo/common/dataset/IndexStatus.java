package io.connectdomo.common.dataset;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far indexing is (observed-behaviour.md 1.7).
 *
 * @param progress in percent, empty where not told
 * @param message Domo's words, empty where there are none
 */
public record IndexStatus(State state, OptionalLong progress, Optional<String> message) {
    public enum State {
        PENDING,
        PROCESSING,
        /** What was committed before is queryable. */
        SUCCESS,
        /** Any other answer; clients take it for a failure. */
        FAILED
    }
}
