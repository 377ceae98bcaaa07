package io.connectdomo.emulator;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/**
 * The order of a page of reports: by a field, then by id. A field without a value counts as the greatest: a run without a
 * {@code startTime} waits in the queue and is the newest.
 */
record ReportOrder(String field, boolean ascending) implements Comparator<Map<String, Object>> {
    private static final Set<String> FIELDS = Set.of(
            "reportTitle",
            "startTime",
            "endTime",
            "automated",
            "cardCount",
            "attachmentCount",
            "attachmentSize",
            "emailSize");
    static final ReportOrder NEWEST_FIRST = new ReportOrder("startTime", false);

    ReportOrder {
        if (!FIELDS.contains(field)) {
            throw DomoError.badRequest(
                    "'orderBy' is one of " + FIELDS.stream().sorted().toList());
        }
    }

    static ReportOrder of(Request request) {
        return new ReportOrder(request.query("orderBy", "startTime"), "true".equals(request.query("isAscending")));
    }

    @Override
    public int compare(Map<String, Object> a, Map<String, Object> b) {
        int order = byField().compare(a, b);
        int byId = values(a.get("id"), b.get("id"));
        return order != 0 ? order : ascending ? byId : -byId;
    }

    /** Without the id. */
    Comparator<Map<String, Object>> byField() {
        Comparator<Map<String, Object>> rising = (a, b) -> values(a.get(field), b.get(field));
        return ascending ? rising : rising.reversed();
    }

    private static int values(Object a, Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        return a instanceof Number x && b instanceof Number y
                ? Long.compare(x.longValue(), y.longValue())
                : a.toString().compareTo(b.toString());
    }
}
