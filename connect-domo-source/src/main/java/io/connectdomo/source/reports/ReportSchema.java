package io.connectdomo.source.reports;

import io.connectdomo.source.feed.ValueSchema;

/** The value schema of the history of reports (product-apis.md, "Get Report History by Schedule ID"). */
final class ReportSchema {
    static final ValueSchema VALUE = ValueSchema.named(
                    "io.connectdomo.ReportRun", 1, "One run of a scheduled report, as last seen")
            .number("id", "Id of the run")
            .number("reportId", "Id of the report's schedule")
            .text("reportTitle", "The report's title")
            .text("reportSubject", "Subject of the message")
            .text("status", "in_queue, processing, success or failure")
            .time("startTime", "When the run began; absent while it waits")
            .time("endTime", "When it ended; absent while it runs")
            .flag("automated", "Whether the schedule started it")
            .number("cardCount", "Cards in the report")
            .number("attachmentCount", "Attachments of the message")
            .number("attachmentSize", "Bytes of the attachments")
            .number("emailSize", "Bytes of the message")
            .number("reportTitleId", "Id of the title")
            .flag("usingLayout", "Whether the page's layout was used")
            .text("toe", "Domo's trace id")
            .text("problems", "What went wrong, as JSON")
            .text("recipients", "To whom it was sent, as JSON; only with report.history.recipients")
            .build();

    private ReportSchema() {}
}
