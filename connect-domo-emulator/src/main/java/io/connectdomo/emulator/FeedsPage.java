package io.connectdomo.emulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The feeds on the emulator's page; a feed without entries is left out. */
final class FeedsPage {
    private static final int NEWEST = 10;
    private static final AuditQuery ALL = new AuditQuery(0, Long.MAX_VALUE, Map.of());

    private final ActivityLog activityLog;
    private final Streams streams;
    private final ReportHistory reports;

    FeedsPage(ActivityLog activityLog, Streams streams, ReportHistory reports) {
        this.activityLog = activityLog;
        this.streams = streams;
        this.reports = reports;
    }

    void append(StringBuilder html) {
        if (activityLog.size() > 0) {
            heading(html, "Activity log", activityLog.size() + " entries, late and future ones included");
            table(html, activityLog.page(ALL, 0, NEWEST), "time", "userName", "eventText", "additionalComment");
        }
        for (long stream : streams.ids()) {
            List<Map<String, Object>> executions = streams.executions(stream);
            heading(
                    html,
                    "Stream " + stream + " of " + streams.dataSet(stream).name(),
                    executions.size() + " executions");
            table(html, newest(executions), "executionId", "startedAt", "endedAt", "currentState", "rowsInserted");
        }
        if (reports.size() > 0) {
            List<Map<String, Object>> shown = reports.shown();
            heading(html, "Report history", shown.size() + " runs");
            table(html, newest(shown), "id", "reportTitle", "startTime", "endTime", "status");
        }
    }

    private static List<Map<String, Object>> newest(List<Map<String, Object>> ascending) {
        return ascending.subList(Math.max(0, ascending.size() - NEWEST), ascending.size());
    }

    private static void heading(StringBuilder html, String title, String what) {
        html.append("<section><h2>").append(Page.escape(title)).append("</h2><p>");
        html.append(Page.escape(what)).append("</p>");
    }

    private static void table(StringBuilder html, List<Map<String, Object>> entries, String... fields) {
        html.append("<table><tr>");
        for (String field : fields) {
            html.append("<th>").append(field).append("</th>");
        }
        html.append("</tr>");
        for (Map<String, Object> entry : entries) {
            html.append("<tr>");
            for (String field : fields) {
                Page.cell(html, readable(field, entry.get(field)));
            }
            html.append("</tr>");
        }
        html.append("</table></section>");
    }

    private static Object readable(String field, Object value) {
        boolean time = field.equals("time") || field.endsWith("Time") || field.endsWith("At");
        return time && value instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : value;
    }
}
