package io.connectdomo.common.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Lists for a query parameter, cut so that no gateway answers 414 to the URL (delivery.md 3). */
final class UrlSlices {
    /** Characters; servers and gateways commonly end at 8 192 bytes for the whole request line. */
    static final int TOO_LONG = 8_000;

    private UrlSlices() {}

    /**
     * @param urlLength of the request with this parameter value
     * @throws IllegalArgumentException where a value alone makes the URL too long
     */
    static List<List<String>> of(List<String> values, ToIntFunction<String> urlLength) {
        int empty = urlLength.applyAsInt("");
        int comma = urlLength.applyAsInt(",") - empty;
        List<List<String>> slices = new ArrayList<>();
        List<String> slice = new ArrayList<>();
        int length = empty;
        for (String value : values) {
            int more = urlLength.applyAsInt(value) - empty;
            if (empty + more >= TOO_LONG) {
                throw new IllegalArgumentException("A value of " + value.length() + " characters fits into no URL");
            }
            if (!slice.isEmpty() && length + comma + more >= TOO_LONG) {
                slices.add(List.copyOf(slice));
                slice.clear();
                length = empty;
            }
            length += more + (slice.isEmpty() ? 0 : comma);
            slice.add(value);
        }
        if (!slice.isEmpty()) {
            slices.add(List.copyOf(slice));
        }
        return slices;
    }
}
