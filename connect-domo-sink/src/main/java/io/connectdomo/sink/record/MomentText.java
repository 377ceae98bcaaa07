package io.connectdomo.sink.record;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Moments that come as text, such as {@code 2024-02-29T10:15:30.5+02:00}, in the one form that they have in keys: UTC, and no
 * zeros at the end of the fraction. That is the form which Debezium gives them but for columns of a fixed number of digits.
 */
final class MomentText {
    private MomentText() {}

    /** The same moment in the one form; what is none, such as {@code infinity}, stays as it is. */
    static String canonical(String text) {
        if (isCanonical(text)) {
            return text;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException none) {
            return text;
        }
    }

    private static boolean isCanonical(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(end) != 'Z') {
            return false;
        }
        boolean hasSeconds = end >= "2024-02-29T10:15:30".length();
        return hasSeconds && (text.charAt(end - 1) != '0' || text.indexOf('.') < 0);
    }
}
