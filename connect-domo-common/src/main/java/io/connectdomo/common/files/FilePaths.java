package io.connectdomo.common.files;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.http.DomoRequest;

/**
 * Where files are, per {@code domo.compat.file.path}: the only place that knows the difference between product-apis.md, "Files
 * API", and files-and-multipart.md.
 */
final class FilePaths {
    private final boolean app;

    FilePaths(DomoCompat compat) {
        this.app = compat.filePath() == DomoCompat.FilePath.APP;
    }

    /**
     * @param suffix behind the root of all files, empty or beginning with a slash; each {@code {}} takes one of {@code segments}
     */
    DomoRequest request(String method, String suffix, Object... segments) {
        return app
                ? DomoRequest.of(method, "/domo/data-files/v1" + suffix, segments)
                        .outsideApi()
                : DomoRequest.of(method, "/data/v1/data-files" + suffix, segments);
    }

    /** All files that the token's user may see; the App's page can leave out those that others own. */
    DomoRequest list() {
        DomoRequest details = request("GET", "/details");
        return app ? details.withQuery("limitToOwned", true) : details;
    }

    /** A session's body has {@code Cache-Control} on the App's page, and not in the product's definition. */
    boolean sessionsNameCaching() {
        return app;
    }
}
