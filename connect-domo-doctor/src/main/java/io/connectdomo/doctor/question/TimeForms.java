package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** The forms in which Domo writes a point in time (observed-behaviour.md 5 to 7). A connector reads all of them. */
final class TimeForms {
    /** As milliseconds this is March 1973, as seconds the year 5138. */
    private static final BigDecimal SMALLEST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    private TimeForms() {}

    /** What it is called; null where it is none of them. */
    static String of(JsonNode time) {
        if (time.isTextual()) {
            return time.asText().matches("\\d{4}-\\d{2}-\\d{2}[T ].*") ? "ISO text" : null;
        }
        if (!time.isNumber()) {
            return null;
        }
        if (time.decimalValue().abs().compareTo(SMALLEST_MILLIS) >= 0) {
            return "milliseconds";
        }
        return time.isIntegralNumber() ? "seconds" : "seconds with a fraction";
    }
}
