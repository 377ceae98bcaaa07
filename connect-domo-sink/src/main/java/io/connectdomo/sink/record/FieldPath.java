package io.connectdomo.sink.record;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayDeque;
import java.util.Deque;

/** The names of fields inside each other, for messages: {@code address.geo.lat}. */
final class FieldPath {
    /** Names beyond say little, and a record may be as deep as it likes. */
    private static final int MOST_NAMES = 20;

    private FieldPath() {}

    /**
     * The field that is being written.
     *
     * @param around the field that the whole JSON is the value of; empty where it is none
     */
    static String of(String around, JsonStreamContext writing) {
        Deque<String> names = new ArrayDeque<>();
        for (JsonStreamContext at = writing; at != null && names.size() < MOST_NAMES; at = at.getParent()) {
            if (at.getCurrentName() != null) {
                names.addFirst(at.getCurrentName());
            }
        }
        if (!around.isEmpty()) {
            names.addFirst(around);
        }
        return String.join(".", names);
    }
}
