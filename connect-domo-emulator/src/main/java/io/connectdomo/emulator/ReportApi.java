package io.connectdomo.emulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The history of scheduled reports (product-apis.md, "Get Report History", by schedule id, by id). */
final class ReportApi {
    private static final int DEFAULT_LIMIT = 100;
    private static final Set<String> TIMES = Set.of("startTime", "endTime");

    private final ReportHistory history;
    private final Dialects dialects;
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong everybodysPages = new AtomicLong();

    ReportApi(ReportHistory history, Dialects dialects) {
        this.history = history;
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("GET", "/content/v1/reportschedules/history", this::all)
                .on("GET", "/content/v1/reportschedules/history/{id}", this::one)
                .on("GET", "/content/v1/reportschedules/{schedule}/history", this::ofSchedule);
    }

    private Reply all(Request request) {
        boolean everybodys = everybodys(request.query("filter", "USER"));
        boolean recipients = "true".equals(request.query("includeRecipientInfo"));
        List<Map<String, Object>> page = history.page(
                run -> everybodys || ReportHistory.TOKEN_OWNER.equals(String.valueOf(run.get("ownerId"))),
                order(ReportOrder.of(request)),
                request.number("skip", 0),
                limit(request));
        if (dialects.speaks(Dialect.REPORT_PAGES_EMPTY_AT_TIMES) && pages.incrementAndGet() % 4 == 0) {
            return Reply.json(List.of());
        }
        return Reply.json(page.stream().map(run -> json(run, recipients)).toList());
    }

    /** Only {@code USER} is documented; {@code ALL} was seen in one client. */
    private boolean everybodys(String filter) {
        if (filter.equals("USER")) {
            return false;
        }
        if (!filter.equals("ALL") || dialects.speaks(Dialect.REPORT_FILTER_ALL_BAD_REQUEST)) {
            throw DomoError.badRequest("Unknown filter '" + filter + "'");
        }
        if (dialects.speaks(Dialect.REPORT_FILTER_ALL_FORBIDDEN)) {
            throw new DomoError(403, "Forbidden");
        }
        if (dialects.speaks(Dialect.REPORT_FILTER_ALL_REFUSED_AT_TIMES) && everybodysPages.incrementAndGet() % 5 == 0) {
            throw DomoError.badRequest("Unknown filter '" + filter + "'");
        }
        return true;
    }

    private Comparator<Map<String, Object>> order(ReportOrder order) {
        if (!dialects.speaks(Dialect.REPORT_ORDER_UNSTABLE)) {
            return order;
        }
        long request = pages.get() + System.nanoTime();
        return order.byField().thenComparing(run -> Objects.hash(run.get("id"), request) * 0x9E3779B9);
    }

    private Reply ofSchedule(Request request) {
        long schedule = request.pathNumber("schedule");
        List<Map<String, Object>> page = history.page(
                run -> run.get("reportId") instanceof Number id && id.longValue() == schedule,
                ReportOrder.NEWEST_FIRST,
                request.number("skip", 0),
                limit(request));
        return Reply.json(page.stream().map(run -> json(run, true)).toList());
    }

    private Reply one(Request request) {
        if (dialects.speaks(Dialect.REPORT_DETAIL_NOT_FOUND)) {
            throw DomoError.notFound("Not Found");
        }
        return Reply.json(json(history.shown(request.pathNumber("id")), false));
    }

    private static int limit(Request request) {
        return request.limit(DEFAULT_LIMIT, Integer.MAX_VALUE);
    }

    private Map<String, Object> json(Map<String, Object> run, boolean recipients) {
        Map<String, Object> json = new LinkedHashMap<>(run);
        json.remove("ownerId");
        if (!recipients) {
            json.remove("recipients");
        }
        if (dialects.speaks(Dialect.REPORT_ROWS_SOME_BAD)) {
            spoil(json);
            return json;
        }
        if (dialects.speaks(Dialect.REPORT_TIMES_ISO)) {
            json.replaceAll((field, value) -> TIMES.contains(field) && value instanceof Number millis
                    ? Instant.ofEpochMilli(millis.longValue()).toString()
                    : value);
        }
        return json;
    }

    /** See {@link Dialect#REPORT_ROWS_SOME_BAD}. */
    private static void spoil(Map<String, Object> run) {
        long which = ((Number) run.get("id")).longValue() % 50;
        if (which == 0) {
            run.remove("id");
        } else if (which == 10 && run.get("startTime") instanceof Number millis) {
            run.put("startTime", millis.longValue() * 1000);
        } else if (run.get("endTime") == null) {
            run.put("endTime", 0);
        }
    }
}
