package io.connectdomo.common.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Domo's Search API (product-apis.md, "Search Product API"): about 120 requests a minute, 10 000 results of one query. How late its
 * index is, is not documented. Every method blocks, makes one attempt, and throws {@link DomoException}. Thread-safe.
 */
public final class SearchClient {
    /** Results asked for at once, as in the page's examples. */
    public static final int PAGE = 100;

    /** "The count and offset can only be used to return a total of 10,000 records." */
    public static final int MOST_RESULTS = 10_000;

    private final DomoHttp http;

    public SearchClient(DomoHttp http) {
        this.http = http;
    }

    /**
     * "Query" for DataSets, the most relevant first. The query matches words: whoever wants an exact name compares it.
     *
     * @param offset of the first result, a multiple of {@link #PAGE} below {@link #MOST_RESULTS}
     */
    public SearchPage dataSets(String query, int offset) {
        ObjectNode body = Json.object().put("count", PAGE).put("offset", offset).put("query", query);
        body.putArray("filters");
        body.putArray("facetValuesToInclude");
        body.put("includePhonetic", false);
        body.putArray("entityList").addArray().add("dataset");
        DomoResponse reply = http.execute(DomoRequest.post("/search/v1/query").withJson(body));
        return page(reply, offset);
    }

    private static SearchPage page(DomoResponse reply, int offset) {
        ObjectNode body = reply.object();
        JsonNode objects = body.path("searchObjects");
        JsonNode groups = body.path("searchResultsMap");
        if (!objects.isArray() && !groups.isObject()) {
            throw reply.unreadable("neither searchObjects nor searchResultsMap");
        }
        List<JsonNode> entries = new ArrayList<>();
        objects.forEach(entries::add);
        if (entries.isEmpty()) {
            groups.forEach(group -> group.forEach(entries::add));
        }
        OptionalLong total = Lenient.number(body, "totalResultCount");
        boolean atEnd = total.isPresent() ? offset + PAGE >= total.getAsLong() : entries.size() < PAGE;
        boolean end = entries.isEmpty() || atEnd;
        boolean cut = !end && offset + 2 * PAGE > MOST_RESULTS;
        return new SearchPage(hits(entries), end || cut, cut);
    }

    /** What an entry looks like is not documented: clients read {@code databaseId} and {@code title} or {@code name}. */
    private static List<SearchHit> hits(List<JsonNode> entries) {
        Map<String, SearchHit> byId = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            Optional<String> id = firstOf(entry, "databaseId", "dataSourceId", "id");
            Optional<String> name = firstOf(entry, "title", "name", "displayName");
            if (id.isPresent() && name.isPresent()) {
                byId.putIfAbsent(id.get(), new SearchHit(id.get(), name.get()));
            }
        }
        return List.copyOf(byId.values());
    }

    private static Optional<String> firstOf(JsonNode entry, String... fields) {
        return Stream.of(fields)
                .map(field -> Lenient.text(entry, field))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
