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
import java.util.concurrent.atomic.AtomicLong;

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

    private static final int NODES = 3;

    /** What nobody would write into a log, and what is found in some. */
    private static final List<Object> ODD = odd();

    private final AtomicLong replies = new AtomicLong();
    private final ActivityLog log;
    private final Dialects dialects;

    AuditApi(ActivityLog log, Dialects dialects) {
        this.log = log;
        this.dialects = dialects;
    }

    private static List<Object> odd() {
        List<Object> odd = new ArrayList<>(List.of(7, "entry", List.of()));
        odd.add(Map.of("objectName", "no time"));
        for (Object time :
                List.of(0, -1, 1_746_515_289_000_000L, "yesterday", Long.MAX_VALUE, "+999999999-01-01T00:00:00Z")) {
            odd.add(Map.of("objectName", "odd", "time", time));
        }
        odd.add(null);
        return odd;
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
        List<Object> shown = new ArrayList<>();
        page(query, request.number("offset", 0), limit).forEach(entry -> shown.add(shown(entry)));
        if (dialects.speaks(Dialect.AUDIT_ENTRIES_ODD)) {
            mixWithOdd(shown, limit);
        }
        return byOneOfTheNodes(Reply.json(shown));
    }

    /** They take the places of entries: those that are in their way come with a later page. */
    private static void mixWithOdd(List<Object> entries, int limit) {
        if (entries.isEmpty() || entries.size() == limit) {
            return;
        }
        for (int i = 0; i < ODD.size() && entries.size() < limit; i++) {
            entries.add(Math.min(entries.size(), 3 * i), ODD.get(i));
        }
    }

    private Reply byOneOfTheNodes(Reply reply) {
        boolean third = replies.incrementAndGet() % NODES == 0;
        if (third && dialects.speaks(Dialect.AUDIT_NODES_ONE_AHEAD)) {
            return reply.withHeader(DateRelay.AHEAD, "1200");
        }
        return third && dialects.speaks(Dialect.AUDIT_NODES_ONE_A_DAY_BEHIND)
                ? reply.withHeader(DateRelay.AHEAD, "-86400")
                : reply;
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
