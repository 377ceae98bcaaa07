package io.connectdomo.emulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a request asks the activity log for.
 *
 * @param from oldest time that counts, epoch milliseconds
 * @param to first time that does not count any more
 * @param filter per field the values that pass; an empty map lets all pass
 */
record AuditQuery(long from, long to, Map<String, Set<String>> filter) {
    /** Request parameter → field (the first is on the page, the others in observed-behaviour.md 5). */
    private static final Map<String, String> FILTERS =
            Map.of("objectType", "objectType", "eventType", "actionType", "objectId", "objectId", "user", "userId");

    static AuditQuery of(Request request, Dialects dialects) {
        long start = request.requiredNumber("start");
        long end = request.requiredNumber("end");
        return new AuditQuery(
                dialects.speaks(Dialect.AUDIT_START_EXCLUSIVE) ? start + 1 : start,
                dialects.speaks(Dialect.AUDIT_END_EXCLUSIVE) ? end : end + 1,
                filter(request));
    }

    private static Map<String, Set<String>> filter(Request request) {
        Map<String, Set<String>> filter = new LinkedHashMap<>();
        FILTERS.forEach((parameter, field) -> {
            String values = request.query(parameter, "");
            if (!values.isBlank()) {
                filter.put(field, Set.copyOf(Arrays.asList(values.split(",", -1))));
            }
        });
        return filter;
    }

    boolean passes(Map<String, Object> fields) {
        return filter.entrySet().stream()
                .allMatch(each -> each.getValue().contains(String.valueOf(fields.get(each.getKey()))));
    }
}
