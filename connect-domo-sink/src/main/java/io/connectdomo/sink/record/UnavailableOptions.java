package io.connectdomo.sink.record;

import java.util.Objects;

/**
 * What files do about values that the database did not log.
 *
 * @param action {@code unavailable.value.action}
 * @param placeholder {@code unavailable.value.placeholder}
 */
public record UnavailableOptions(UnavailableValueAction action, String placeholder) {
    public UnavailableOptions {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(placeholder, "placeholder");
    }
}
