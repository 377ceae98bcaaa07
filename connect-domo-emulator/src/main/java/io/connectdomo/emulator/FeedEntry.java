package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a feed over time: Domo does not show it before {@code shownFrom}, then shows its fields, then its fields with
 * every change that is due, and nothing more from {@code goneFrom} on. Immutable.
 *
 * @param fields as they are shown first; values as JSON takes them, null included
 * @param shownFrom on Domo's clock; may be long after the time that the entry itself tells
 * @param goneFrom on Domo's clock; null for never
 * @param changes oldest first
 */
public record FeedEntry(Map<String, Object> fields, Instant shownFrom, Instant goneFrom, List<Change> changes) {

    /**
     * Fields that say something else from a time on.
     *
     * @param at on Domo's clock
     * @param fields the changed ones only
     */
    public record Change(Instant at, Map<String, Object> fields) {
        public Change {
            fields = copy(fields);
        }
    }

    public FeedEntry {
        fields = copy(fields);
        changes = changes.stream().sorted(Comparator.comparing(Change::at)).toList();
    }

    /** An entry that never changes and never goes. */
    public static FeedEntry of(Map<String, ?> fields, Instant shownFrom) {
        return new FeedEntry(copy(fields), shownFrom, null, List.of());
    }

    /** With another value in a field; a field of any name is shown. */
    public FeedEntry with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new FeedEntry(more, shownFrom, goneFrom, changes);
    }

    /** Late: Domo does not show it before. */
    public FeedEntry showingFrom(Instant time) {
        return new FeedEntry(fields, time, goneFrom, changes);
    }

    /** With fields that say something else from then on. */
    public FeedEntry changing(Instant at, Map<String, ?> changed) {
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(at, copy(changed)));
        return new FeedEntry(fields, shownFrom, goneFrom, more);
    }

    /** Removed from then on; null for never. */
    public FeedEntry goingAt(Instant time) {
        return new FeedEntry(fields, shownFrom, time, changes);
    }

    boolean shown(Instant now) {
        return !now.isBefore(shownFrom) && (goneFrom == null || now.isBefore(goneFrom));
    }

    /** The fields as they are now, shown or not. */
    Map<String, Object> at(Instant now) {
        if (changes.isEmpty()) {
            return fields;
        }
        Map<String, Object> current = new LinkedHashMap<>(fields);
        changes.stream().filter(change -> !change.at().isAfter(now)).forEach(change -> current.putAll(change.fields()));
        return current;
    }

    /** What the control API takes; times in epoch milliseconds. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fields", fields);
        json.put("shownFrom", shownFrom.toEpochMilli());
        json.put("goneFrom", goneFrom == null ? null : goneFrom.toEpochMilli());
        json.put(
                "changes",
                changes.stream()
                        .map(change -> Map.of("at", change.at().toEpochMilli(), "fields", change.fields()))
                        .toList());
        return json;
    }

    /** The other way; what is left out is the ordinary entry's. */
    static FeedEntry read(JsonNode json, FeedEntry ordinary) {
        Map<String, Object> fields = new LinkedHashMap<>(ordinary.fields());
        fields.putAll(json.has("fields") ? fields(json) : Map.of());
        FeedEntry entry = of(fields, time(json, "shownFrom", ordinary.shownFrom()));
        for (JsonNode change : json.path("changes")) {
            entry = entry.changing(time(change, "at", ordinary.shownFrom()), fields(change));
        }
        return entry.goingAt(time(json, "goneFrom", null));
    }

    /** The fields of an entry or of a change. */
    static Map<String, Object> fields(JsonNode json) {
        if (!json.path("fields").isObject()) {
            throw DomoError.badRequest("'fields' must be an object");
        }
        return Json.map(json.path("fields"));
    }

    static Instant time(JsonNode json, String field, Instant otherwise) {
        return Json.text(json, field) == null ? otherwise : Instant.ofEpochMilli(Json.number(json, field, 0));
    }

    /** Unlike {@code Map.copyOf} this keeps the order, and nulls. */
    private static Map<String, Object> copy(Map<String, ?> fields) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
