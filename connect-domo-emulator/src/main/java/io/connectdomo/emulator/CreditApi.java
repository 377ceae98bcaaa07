package io.connectdomo.emulator;

/** What credits are left. Clients ask for it ({@code /api/metrics/v1/usage/credits/reports/balance}); nobody shows the reply. */
final class CreditApi {
    private static final long BOUGHT = 1_000;

    private final Catalog catalog;
    private final Dialects dialects;

    CreditApi(Catalog catalog, Dialects dialects) {
        this.catalog = catalog;
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("GET", "/metrics/v1/usage/credits/reports/balance", request -> balance());
    }

    private Reply balance() {
        if (dialects.speaks(Dialect.CREDITS_FORBIDDEN)) {
            throw new DomoError(403, "Forbidden");
        }
        if (dialects.speaks(Dialect.CREDITS_NOT_FOUND)) {
            throw DomoError.notFound("Not Found");
        }
        return Reply.json(Json.object().put("balance", BOUGHT - catalog.credits()));
    }
}
