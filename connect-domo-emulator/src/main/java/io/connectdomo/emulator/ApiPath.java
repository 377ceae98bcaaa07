package io.connectdomo.emulator;

/** Takes {@code /api} off a path, where the dialect has it, and knows the App framework's name of the files. */
final class ApiPath {
    private static final String PREFIX = "/api/";

    private static final String FILES = "/data/v1/data-files";
    private static final String APP_FILES = "/domo/data-files/v1";

    private final Dialects dialects;

    ApiPath(Dialects dialects) {
        this.dialects = dialects;
    }

    String withoutPrefix(String path) {
        if (isBelow(APP_FILES, path)) {
            if (!dialects.speaks(Dialect.FILE_PATH_APP)) {
                throw DomoError.notFound("Not Found");
            }
            return FILES + path.substring(APP_FILES.length());
        }
        String productPath = productPath(path);
        if (isBelow(FILES, productPath) && !dialects.speaks(Dialect.FILE_PATH_PRODUCT)) {
            throw DomoError.notFound("Not Found");
        }
        return productPath;
    }

    private static boolean isBelow(String parent, String path) {
        return path.equals(parent) || path.startsWith(parent + '/');
    }

    private String productPath(String path) {
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
