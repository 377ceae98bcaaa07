package io.connectdomo.doctor.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.dataset.AutoCreation;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What was found out, for people and for machines. */
final class SchemaReport {
    private SchemaReport() {}

    static String text(Survey survey) {
        AutoCreation.Draft draft = survey.draft().orElseThrow();
        List<Column> columns = draft.schema().columns();
        int width = columns.stream().mapToInt(column -> column.name().length()).reduce("column".length(), Math::max);
        String line = "%-" + width + "s  %-8s  %s%n";
        StringBuilder text =
                new StringBuilder("DataSet '" + draft.name() + "', from record " + survey.madeFrom() + ":\n\n");
        text.append(String.format(line, "column", "type", "key"));
        text.append(String.format(line, "-".repeat(width), "--------", "---"));
        for (Column column : columns) {
            text.append(String.format(line, column.name(), column.type(), column.upsertKey() ? "yes" : "")
                            .stripTrailing())
                    .append('\n');
        }
        text.append('\n').append(survey.records()).append(" records were read.\n");
        survey.missing()
                .forEach((field, type) -> text.append("Later records have the field '")
                        .append(field)
                        .append("' (")
                        .append(type)
                        .append("), for which there is no column: schema.evolution=add adds it, ignore drops it.\n"));
        survey.otherwise()
                .forEach((field, type) -> text.append("A later record has '")
                        .append(field)
                        .append("' as ")
                        .append(type)
                        .append(": what can't be converted without loss is errant.\n"));
        survey.troubles()
                .forEach(trouble -> text.append("Errant: ").append(trouble).append('\n'));
        return text.toString();
    }

    static String json(Survey survey) {
        AutoCreation.Draft draft = survey.draft().orElseThrow();
        ObjectNode json = Json.object();
        json.put("dataSet", draft.name());
        json.put("madeFrom", survey.madeFrom());
        ArrayNode columns = json.putArray("columns");
        for (Column column : draft.schema().columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .put("upsertKey", column.upsertKey());
        }
        json.put("records", survey.records());
        put(json.putObject("missing"), survey.missing());
        put(json.putObject("otherwise"), survey.otherwise());
        survey.troubles().forEach(json.putArray("errant")::add);
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode json, Map<String, ColumnType> fields) {
        fields.forEach((field, type) -> json.put(field, type.name()));
    }
}
