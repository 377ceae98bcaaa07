package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The emulator's own API under {@code /emulator}, for curl. No token: the emulator listens on loopback. */
final class ControlApi {
    private final Catalog catalog;
    private final Queries queries;
    private final Faults faults;
    private final Dialects dialects;
    private final RequestJournal journal;

    ControlApi(Catalog catalog, Queries queries, Faults faults, Dialects dialects, RequestJournal journal) {
        this.catalog = catalog;
        this.queries = queries;
        this.faults = faults;
        this.dialects = dialects;
        this.journal = journal;
    }

    void routes(Router router) {
        router.on("GET", "/emulator/faults", request -> listFaults())
                .on("POST", "/emulator/faults", this::addFault)
                .on("DELETE", "/emulator/faults", request -> clearFaults())
                .on("DELETE", "/emulator/faults/{id}", this::removeFault)
                .on("GET", "/emulator/dialects", request -> listDialects())
                .on("PUT", "/emulator/dialects", this::setDialects)
                .on("DELETE", "/emulator/dialects", request -> resetDialects())
                .on("GET", "/emulator/requests", request -> listRequests())
                .on("GET", "/emulator/requests/counts", request -> Reply.json(journal.counts()))
                .on("DELETE", "/emulator/requests", request -> clearRequests())
                .on("PUT", "/emulator/datasets/{id}/metadata", this::setMetadata)
                .on("GET", "/emulator/state", request -> state());
    }

    private Reply listFaults() {
        ArrayNode reply = Json.array();
        faults.all().forEach((id, fault) -> {
            ObjectNode json = reply.addObject();
            json.put("id", id);
            json.put("matched", faults.matched(id));
            json.put("kind", fault.kind().name());
            json.put("method", fault.method());
            json.put("path", fault.path());
            json.put("nth", fault.nth());
            json.put("times", fault.times());
            json.put("afterWork", fault.afterWork());
            json.put("status", fault.status());
            json.put("retryAfter", fault.retryAfter());
            json.put("body", fault.body());
            json.put("delayMs", fault.delay().toMillis());
        });
        return Reply.json(reply);
    }

    private Reply addFault(Request request) {
        JsonNode json = request.json();
        String path = Json.text(json, "path");
        try {
            Fault fault = new Fault(
                    Json.text(json, "method"),
                    path == null ? "**" : path,
                    Math.toIntExact(Json.number(json, "nth", 1)),
                    Math.toIntExact(Json.number(json, "times", 1)),
                    constant(Fault.Kind::valueOf, Json.text(json, "kind"), "kind"),
                    Json.flag(json, "afterWork"),
                    Math.toIntExact(Json.number(json, "status", 503)),
                    Json.text(json, "retryAfter"),
                    Json.text(json, "body"),
                    Duration.ofMillis(Json.number(json, "delayMs", 0)));
            return Reply.json(Json.object().put("id", faults.add(fault)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DomoError(400, e.getMessage(), e);
        }
    }

    private Reply clearFaults() {
        faults.clear();
        return Reply.empty(204);
    }

    private Reply removeFault(Request request) {
        String id = request.path("id");
        boolean removed = id.matches("\\d{1,9}") && faults.remove(Integer.parseInt(id));
        if (!removed) {
            throw DomoError.notFound("No fault has the id " + id);
        }
        return Reply.empty(204);
    }

    private Reply listDialects() {
        ObjectNode reply = Json.object();
        dialects.positions().values().stream()
                .sorted()
                .forEach(position -> reply.put(position.ofSwitch().name(), position.name()));
        reply.put("versionDelayMs", dialects.versionDelay().toMillis());
        reply.put("sessionLifetimeMs", dialects.sessionLifetime().toMillis());
        reply.put("searchDelayMs", dialects.searchDelay().toMillis());
        return Reply.json(reply);
    }

    /**
     * {@code {"SECOND_COMMIT":"SECOND_COMMIT_OK","versionDelayMs":500}}: switches that are not named stay. With {@code ?stream=} those of
     * one stream's executions.
     */
    private Reply setDialects(Request request) {
        JsonNode json = request.json();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            switch (field.getKey()) {
                case "versionDelayMs" ->
                    dialects.versionDelay(Duration.ofMillis(Json.number(json, "versionDelayMs", 0)));
                case "sessionLifetimeMs" ->
                    dialects.sessionLifetime(Duration.ofMillis(Json.number(json, "sessionLifetimeMs", 0)));
                case "searchDelayMs" -> dialects.searchDelay(Duration.ofMillis(Json.number(json, "searchDelayMs", 0)));
                default ->
                    speak(request, position(field.getKey(), field.getValue().asText()));
            }
        }
        return listDialects();
    }

    private void speak(Request request, Dialect position) {
        if (request.query("stream") == null) {
            dialects.speak(position);
        } else {
            dialects.speak(request.number("stream", 0), position);
        }
    }

    private static Dialect position(String switchName, String positionName) {
        Dialect position = constant(Dialect::valueOf, positionName, "position");
        if (!position.ofSwitch().name().equals(switchName)) {
            throw DomoError.badRequest(positionName + " is not a position of " + switchName);
        }
        return position;
    }

    private static <T> T constant(Function<String, T> valueOf, String name, String what) {
        try {
            return valueOf.apply(String.valueOf(name).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DomoError(400, "Unknown " + what + " '" + name + "'", e);
        }
    }

    private Reply resetDialects() {
        dialects.reset();
        return Reply.empty(204);
    }

    private Reply listRequests() {
        ArrayNode reply = Json.array();
        for (RequestRecord entry : journal.all()) {
            ObjectNode json = reply.addObject();
            json.put("method", entry.method());
            json.put("path", entry.path());
            json.put("query", entry.query());
            json.put("status", entry.status());
            json.put("time", entry.time().toString());
            json.put("body", entry.body());
        }
        return Reply.json(reply);
    }

    private Reply clearRequests() {
        journal.clear();
        return Reply.empty(204);
    }

    /** {@code {"transportType":"DATAFLOW"}}: what the metadata of the DataSet say from now on, beside or in place of their own. */
    private Reply setMetadata(Request request) {
        if (!(request.json() instanceof ObjectNode overrides)) {
            throw DomoError.badRequest("An object is needed");
        }
        catalog.get(request.path("id")).metadata(overrides);
        return Reply.empty(204);
    }

    private Reply state() {
        ObjectNode reply = Json.object();
        reply.put("credits", catalog.credits());
        reply.put("requests", journal.count());
        ArrayNode dataSets = reply.putArray("dataSets");
        for (DataSet dataSet : catalog.all()) {
            ObjectNode json = dataSets.addObject();
            json.put("id", dataSet.id());
            json.put("name", dataSet.name());
            json.put("rows", queries.count(dataSet));
            json.put("commits", dataSet.commits().size());
            json.put("description", dataSet.description());
            dataSet.tags().forEach(json.putArray("tags")::add);
            ArrayNode shares = json.putArray("shares");
            dataSet.shares().forEach(share -> shares.add(share.toString()));
        }
        return Reply.json(reply);
    }
}
