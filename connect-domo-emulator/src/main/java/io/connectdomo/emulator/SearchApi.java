package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;

/**
 * The Search API, as far as it finds DataSets (product-apis.md, "Search Product API"). What an entry of the results looks like is not
 * documented: clients read {@code databaseId} and {@code title} or {@code name}.
 */
final class SearchApi {
    /** "The count and offset can only be used to return a total of 10,000 records". */
    private static final int MOST = 10_000;

    private static final int SEARCHES_A_MINUTE = 120;

    private final SearchIndex index;
    private final Dialects dialects;
    private final Clock clock;
    private final ArrayDeque<Instant> lastMinute = new ArrayDeque<>();

    SearchApi(SearchIndex index, Dialects dialects, Clock clock) {
        this.index = index;
        this.dialects = dialects;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", "/search/v1/query", this::query);
    }

    private Reply query(Request request) {
        throttle();
        JsonNode body = request.json();
        String query = Json.text(body, "query");
        if (query == null || query.isBlank()) {
            throw DomoError.badRequest("'query' is required");
        }
        for (String filters : List.of("filters", "orFilters", "notFilters")) {
            if (!body.path(filters).isEmpty()) {
                throw DomoError.badRequest("The emulator knows no filter");
            }
        }
        long count = Json.number(body, "count", 10);
        long offset = Json.number(body, "offset", 0);
        if (count < 0 || offset < 0 || count + offset > MOST) {
            throw DomoError.badRequest("count and offset can only be used to return a total of 10,000 records");
        }
        List<DataSet> found = asksForDataSets(body.path("entityList")) ? index.find(query) : List.of();
        return Reply.json(
                results(found.size(), found.stream().skip(offset).limit(count).toList()));
    }

    private synchronized void throttle() {
        Instant now = clock.instant();
        lastMinute.removeIf(search -> search.isBefore(now.minus(Duration.ofMinutes(1))));
        if (dialects.speaks(Dialect.SEARCH_RATE_120) && lastMinute.size() >= SEARCHES_A_MINUTE) {
            throw new DomoError(429, "Too many searches");
        }
        lastMinute.add(now);
    }

    private static boolean asksForDataSets(JsonNode entityList) {
        if (!entityList.isArray() || entityList.isEmpty()) {
            throw DomoError.badRequest("'entityList' is required");
        }
        boolean found = false;
        for (JsonNode group : entityList) {
            if (!group.isArray()) {
                throw DomoError.badRequest("'entityList' must be a list of lists");
            }
            for (JsonNode entity : group) {
                found |= entity.asText().equals("dataset");
            }
        }
        return found;
    }

    private ObjectNode results(int total, List<DataSet> page) {
        ArrayNode entries = Json.array();
        page.forEach(dataSet -> entry(entries.addObject(), dataSet));
        ObjectNode reply = Json.object();
        reply.putObject("facetMap");
        reply.put("totalResultCount", total);
        reply.put("queryUuid", UUID.randomUUID().toString());
        reply.put("hideSearchObjects", false);
        reply.set("searchObjects", dialects.speaks(Dialect.SEARCH_RESULTS_MAP) ? Json.array() : entries);
        reply.putObject("searchResultsMap").set("dataset", entries);
        return reply;
    }

    private static void entry(ObjectNode json, DataSet dataSet) {
        json.put("entityType", "dataset");
        json.put("databaseId", dataSet.id());
        json.put("uuid", UUID.nameUUIDFromBytes(Json.bytes(dataSet.id())).toString());
        json.put("title", dataSet.name());
        json.put("name", dataSet.name());
        json.put("createDate", dataSet.created().toEpochMilli());
    }
}
