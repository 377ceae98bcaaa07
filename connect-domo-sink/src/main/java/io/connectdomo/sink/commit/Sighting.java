package io.connectdomo.sink.commit;

/**
 * What a look at its place says of a commit that was sent.
 *
 * @param result what it left; null unless it is {@link Kind#WRITTEN}
 * @param <R> what a commit that worked leaves
 */
public record Sighting<R>(Kind kind, R result) {
    /** What can be seen. */
    public enum Kind {
        /** It worked. */
        WRITTEN,
        /** Domo took it, and failed over it. */
        FAILED,
        /** Perhaps Domo works on it, perhaps it shows what is only begun. */
        IN_PROGRESS,
        /** It does not show, and of two places where it may show one can't be read now. */
        HALF_SEEN,
        /** It does not show. It may do so later. */
        NOT_THERE,
        /** Something new is there, of which Domo has not worked out yet what it is. */
        NOT_TOLD_YET,
        /** Something new is there, and it is somebody else's. */
        ANOTHERS
    }

    public static <R> Sighting<R> written(R result) {
        return new Sighting<>(Kind.WRITTEN, result);
    }

    /** Anything but {@link Kind#WRITTEN}. */
    public static <R> Sighting<R> of(Kind kind) {
        return new Sighting<>(kind, null);
    }
}
