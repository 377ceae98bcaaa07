package io.connectdomo.emulator;

/**
 * Which pages AppDB has for documents. v2's are published and v1's deprecated (docs/domo-facts.md); product-apis.md, which is older, has v1's alone, and clients use bulk requests beside them.
 */
final class AppPages {
    static final String V1 = "/datastores/v1/collections/{collection}/documents";
    static final String V2 = "/datastores/v2/collections/{collection}/documents";

    private final Dialects dialects;

    AppPages(Dialects dialects) {
        this.dialects = dialects;
    }

    /** A page of v1. */
    Router.Handler v1(Router.Handler page) {
        return request -> {
            if (dialects.speaks(Dialect.APPDB_V1_NOT_FOUND)) {
                throw DomoError.notFound("Not Found");
            }
            return page.handle(request);
        };
    }

    /** A page of v2 that product-apis.md does not have. */
    Router.Handler v2(Router.Handler page) {
        return request -> {
            if (dialects.speaks(Dialect.APPDB_V2_NOT_FOUND)) {
                throw DomoError.notFound("Not Found");
            }
            if (dialects.speaks(Dialect.APPDB_V2_NO_PAGE)) {
                return nobody();
            }
            if (dialects.speaks(Dialect.APPDB_V2_NOT_ALLOWED)) {
                throw new DomoError(405, "Method " + request.method() + " is not offered here");
            }
            return page.handle(request);
        };
    }

    /** A page that writes many documents at once. */
    Router.Handler bulk(Router.Handler page) {
        return request -> {
            if (dialects.speaks(Dialect.APPDB_BULK_NOT_FOUND)) {
                throw DomoError.notFound("Document could not be found: bulk");
            }
            if (dialects.speaks(Dialect.APPDB_BULK_NO_PAGE)) {
                return nobody();
            }
            if (dialects.speaks(Dialect.APPDB_BULK_NOT_ALLOWED)) {
                throw new DomoError(405, "Method is not offered here");
            }
            return page.handle(request);
        };
    }

    /** What answers where no part of Domo knows of the path. */
    private static Reply nobody() {
        return Reply.text(404, "404 page not found");
    }
}
