package io.connectdomo.source.reports;

import io.connectdomo.source.feed.ValueSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Key and value of a run of a report (product-apis.md, "Get Report History by Schedule ID"). */
final class ReportSchema {
    static final String KEY_INSTANCE = "instance";
    static final String KEY_ID = "id";

    /** Version 1 was the bare id, which is another run's in another instance. */
    static final Schema KEY = SchemaBuilder.struct()
            .name("io.connectdomo.ReportRunKey")
            .version(2)
            .doc("One run of a scheduled report")
            .field(KEY_INSTANCE, SchemaBuilder.string().doc("The Domo instance").build())
            .field(KEY_ID, SchemaBuilder.int64().doc("Id of the run").build())
            .build();

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

    static Struct key(String instance, long id) {
        return new Struct(KEY).put(KEY_INSTANCE, instance).put(KEY_ID, id);
    }
}
