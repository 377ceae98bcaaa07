package io.connectdomo.common.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Whom a DataSet is shared with (dataset.md, "Share DataSet with Access permissions").
 *
 * @param id of the user or group, a number in Domo; never null
 */
public record Share(With type, String id, Access access) {
    /** Who. */
    public enum With {
        USER,
        GROUP
    }

    /**
     * May do what. The page shows {@code CO_OWNER} and names no others; the rest is what Domo's dialog offers and clients send.
     */
    public enum Access {
        CO_OWNER,
        CAN_EDIT,
        CAN_SHARE,
        CAN_VIEW
    }

    public Share {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(access, "access");
    }

    /**
     * Reads {@code USER:id:CO_OWNER} or {@code GROUP:id:CAN_VIEW}.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public static Share parse(String text) {
        List<String> parts = Arrays.asList(text.trim().split(":", -1));
        if (parts.size() != 3 || !parts.get(1).matches("[0-9A-Za-z-]+")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no share: write USER:<id>:<access> or GROUP:<id>:<access>");
        }
        return new Share(constant(With.class, parts.get(0)), parts.get(1), constant(Access.class, parts.get(2)));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String written) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(written)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + written + "' is none of "
                + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return type + ":" + id + ":" + access;
    }
}
