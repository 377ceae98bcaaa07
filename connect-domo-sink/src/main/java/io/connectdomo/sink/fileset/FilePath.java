package io.connectdomo.sink.fileset;

import java.util.Arrays;

/** What a path within a FileSet may be. */
public final class FilePath {
    private static final int LONGEST = 1_000;

    /** In words, behind a colon. */
    public static final String RULE =
            "a path has names between single slashes, none of them . or .., no control characters, and at most "
                    + LONGEST + " characters";

    private FilePath() {}

    public static boolean isUsable(String path) {
        return path.length() <= LONGEST
                && path.chars().noneMatch(Character::isISOControl)
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(name -> name.isBlank() || name.equals(".") || name.equals(".."));
    }
}
