package io.connectdomo.emulator;

/** Takes {@code /api} off a path, where the dialect has it. */
final class ApiPath {
    private static final String PREFIX = "/api/";

    private final Dialects dialects;

    ApiPath(Dialects dialects) {
        this.dialects = dialects;
    }

    String withoutPrefix(String path) {
        if (path.startsWith(PREFIX)) {
            if (dialects.speaks(Dialect.API_PATH_EMPTY)) {
                throw DomoError.notFound("Not Found");
            }
            return path.substring(PREFIX.length() - 1);
        }
        // dataset.md writes the paths of an upload without the prefix, and no others.
        boolean uploadsOnly = dialects.speaks(Dialect.API_PATH_BOTH) && path.contains("/uploads");
        if (uploadsOnly || dialects.speaks(Dialect.API_PATH_EMPTY)) {
            return path;
        }
        throw DomoError.notFound("Not Found");
    }
}
