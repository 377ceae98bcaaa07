package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        AuditQuery query = AuditQuery.of(request, dialects);
        return Reply.json(page(query, request.number("offset", 0), limit).stream()
                .map(this::shown)
                .toList());
    }

    private List<Map<String, Object>> page(AuditQuery query, long offset, int limit) {
        if (!dialects.speaks(Dialect.AUDIT_ORDER_OLDEST_FIRST)) {
            return log.page(query, offset, limit);
        }
        List<Map<String, Object>> all = new ArrayList<>(log.page(query, 0, Integer.MAX_VALUE));
        Collections.reverse(all);
        return all.stream().skip(offset).limit(limit).toList();
    }

    private Map<String, Object> shown(Map<String, Object> entry) {
        if (dialects.speaks(Dialect.AUDIT_TIMES_MILLIS) || !(entry.get("time") instanceof Number millis)) {
            return entry;
        }
        Map<String, Object> shown = new LinkedHashMap<>(entry);
        shown.put(
                "time",
                dialects.speaks(Dialect.AUDIT_TIMES_ISO)
                        ? Instant.ofEpochMilli(millis.longValue()).toString()
                        : BigDecimal.valueOf(millis.longValue(), 3));
        return shown;
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
