package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;

/** The activity log's endpoints (product-apis.md, "Activity Log API"; the rest from observed-behaviour.md 5). */
final class AuditApi {
    private static final int DEFAULT_LIMIT = 300;
    private static final int MAX_LIMIT = 1000;
    private static final int LOW_LIMIT = 300;
    private static final List<String> OBJECT_TYPES = List.of(
            "ACCOUNT",
            "ACTIVITY_LOG",
            "ALERT",
            "BEAST_MODE_FORMULA",
            "CARD",
            "DATAFLOW_TYPE",
            "DATA_SOURCE",
            "FILE",
            "GROUP",
            "PAGE",
            "REPORT_SCHEDULE",
            "USER");

    private final ActivityLog log;
    private final Dialects dialects;

    AuditApi(ActivityLog log, Dialects dialects) {
        this.log = log;
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("GET", "/audit/v1/user-audits", this::list)
                .on("GET", "/audit/v1/user-audits/count", this::count)
                .on("GET", "/audit/v1/user-audits/objectTypes", request -> objectTypes());
    }

    private Reply list(Request request) {
        int limit = request.limit(DEFAULT_LIMIT, MAX_LIMIT);
        if (dialects.speaks(Dialect.AUDIT_LIMIT_300)) {
            limit = Math.min(limit, LOW_LIMIT);
        }
        return Reply.json(log.page(AuditQuery.of(request, dialects), request.number("offset", 0), limit));
    }

    private Reply count(Request request) {
        return Reply.json(Json.object().put("count", log.count(AuditQuery.of(request, dialects))));
    }

    private Reply objectTypes() {
        if (dialects.speaks(Dialect.AUDIT_OBJECT_TYPES_TEXT)) {
            return Reply.json(OBJECT_TYPES);
        }
        ArrayNode reply = Json.array();
        for (String type : OBJECT_TYPES) {
            reply.addObject()
                    .put("type", type)
                    .put(
                            "translation",
                            type.charAt(0) + type.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT));
        }
        return Reply.json(reply);
    }
}
