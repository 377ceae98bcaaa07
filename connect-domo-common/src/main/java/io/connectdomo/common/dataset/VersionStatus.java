package io.connectdomo.common.dataset;

import java.util.Locale;

/** The state of a data version (observed-behaviour.md 1.8). */
public enum VersionStatus {
    SUCCESS,
    PROCESSING,
    ERROR,
    /** A word that no page names. */
    UNKNOWN;

    static VersionStatus of(String written) {
        return switch (written.toUpperCase(Locale.ROOT)) {
            case "SUCCESS" -> SUCCESS;
            case "PROCESSING" -> PROCESSING;
            case "ERROR" -> ERROR;
            default -> UNKNOWN;
        };
    }
}
