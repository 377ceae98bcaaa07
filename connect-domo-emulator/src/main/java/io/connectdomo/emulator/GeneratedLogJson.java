package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A generated log as the control API takes it: times in epoch milliseconds; left out, it is a million events of the last year. */
final class GeneratedLogJson {
    private GeneratedLogJson() {}

    static Map<String, Object> write(GeneratedLog log) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", log.seed());
        json.put("events", log.events());
        json.put("from", log.from().toEpochMilli());
        json.put("to", log.to().toEpochMilli());
        json.put("shape", log.shape().name());
        json.put("lateShare", log.lateShare());
        json.put("maxDelayMs", log.maxDelay().toMillis());
        json.put("twinShare", log.twinShare());
        json.put("changedShare", log.changedShare());
        return json;
    }

    static GeneratedLog read(JsonNode json, Instant now) {
        String shape = Json.text(json, "shape");
        try {
            return new GeneratedLog(
                    Json.number(json, "seed", 1),
                    Json.number(json, "events", 1_000_000),
                    FeedEntry.time(json, "from", now.minus(Duration.ofDays(365))),
                    FeedEntry.time(json, "to", now),
                    shape == null
                            ? GeneratedLog.Shape.STEADY
                            : GeneratedLog.Shape.valueOf(shape.toUpperCase(Locale.ROOT)),
                    json.path("lateShare").asDouble(0),
                    Duration.ofMillis(Json.number(json, "maxDelayMs", 0)),
                    json.path("twinShare").asDouble(0),
                    json.path("changedShare").asDouble(0));
        } catch (IllegalArgumentException e) {
            throw new DomoError(400, e.getMessage(), e);
        }
    }
}
