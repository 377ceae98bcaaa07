package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * docs/source-schemas.md is written from records as the task makes them. After a change of a schema:
 * {@code ./mvnw -pl connect-domo-source -am test -Dtest=SchemaReferenceTest -Ddocs.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Timeout(180)
class SchemaReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "source-schemas.md");
    private static final String INTRODUCTION = """
            # What the source's records hold

            Written from the code (`SchemaReferenceTest`); not to be edited by hand.

            This is `value.format=struct`. Every field of a value is optional, because Domo promises none.
            What a schema does not know, and what does not fit its type, is in `other` as text, so that nothing Domo sends is lost.
            Times are Connect Timestamps (milliseconds, UTC), whether Domo told seconds, milliseconds or ISO text. Every record has the
            headers `domo.instance` and `domo.feed`. With `value.format=json` the value is Domo's object as it came, without a schema.
            """;

    @Test
    void theCheckedInPageIsWhatRecordsHold() throws IOException, InterruptedException {
        String page = INTRODUCTION
                + section(
                        "activity-log",
                        ActivityScript::new,
                        "From `/audit/v1/user-audits`. The record's time is `time`.")
                + section(
                        "stream-executions",
                        ExecutionScript::new,
                        "From `/data/v1/streams/{id}/history/aggregate`, whose fields are the first nine; the others come where a run"
                                + " had to be read in another way, and for failing runs. The record's time is `endedAt`, else"
                                + " `startedAt`.")
                + section(
                        "report-history",
                        ReportScript::new,
                        "From `/content/v1/reportschedules/history`. The record's time is `endTime`, else `startTime`.");
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String section(String feed, Function<Domo, Script> scripts, String about)
            throws IOException, InterruptedException {
        SourceRecord record = first(scripts);
        StringBuilder section = new StringBuilder("\n## " + feed + "\n\n" + about + "\n\n");
        section.append("Key: ").append(key(record.keySchema())).append("\n\n");
        section.append("Value `" + record.valueSchema().name() + "`, version "
                + record.valueSchema().version() + ":\n\n| field | type | meaning |\n|---|---|---|\n");
        for (Field field : record.valueSchema().fields()) {
            section.append("| `" + field.name() + "` | " + type(field.schema()) + " | "
                    + field.schema().doc() + " |\n");
        }
        return section.toString();
    }

    private static String key(Schema schema) {
        if (schema.type() != Schema.Type.STRUCT) {
            return type(schema) + ".";
        }
        List<String> fields = schema.fields().stream()
                .map(field -> "`" + field.name() + "` (" + type(field.schema()) + ": "
                        + field.schema().doc() + ")")
                .toList();
        return "struct of " + String.join(", ", fields) + ".";
    }

    private static String type(Schema schema) {
        return Timestamp.LOGICAL_NAME.equals(schema.name())
                ? "timestamp"
                : schema.type() == Schema.Type.MAP
                        ? "map of strings"
                        : schema.type().getName();
    }

    private static SourceRecord first(Function<Domo, Script> scripts) throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            Script script = scripts.apply(domo);
            script.play(0);
            try (SimulatedWorker worker =
                    new SimulatedWorker(domo.config(script.feed(), script.keys()), new OffsetStore(), Set.of())) {
                worker.runUntil(() -> !worker.written().isEmpty());
                return worker.written().get(0);
            }
        }
    }
}
