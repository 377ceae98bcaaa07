package io.connectdomo.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.doctor.ask.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A report for machines: one JSON object. */
final class JsonReport {
    private JsonReport() {}

    static String of(Report report) {
        ObjectNode json = Json.object();
        ArrayNode questions = json.putArray("questions");
        for (Finding finding : report.findings()) {
            ObjectNode question = questions.addObject();
            question.put("id", finding.question().id());
            question.put("question", finding.question().title());
            question.put("kind", finding.answer().kind().name().toLowerCase(Locale.ROOT));
            question.put("answer", finding.answer().value());
            question.put("evidence", finding.answer().evidence());
            putAll(question.putObject("set"), finding.answer().settings());
        }
        putAll(json.putObject("configuration"), report.settings());
        json.put("credits", report.credits());
        report.left().forEach(json.putArray("left")::add);
        json.put("exitCode", report.exitCode());
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    private static void putAll(ObjectNode json, Iterable<Setting> settings) {
        settings.forEach(setting -> json.put(setting.key(), setting.value()));
    }
}
