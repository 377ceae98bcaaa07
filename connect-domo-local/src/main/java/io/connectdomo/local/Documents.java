package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** AppDB's collections, over the emulator's control interface. */
public final class Documents {
    private static final String COLLECTIONS = "/emulator/appdb/collections";
    private static final int PAGE = 5_000;

    private final JsonHttp http;

    Documents(URI emulator) {
        this.http = new JsonHttp(emulator, Duration.ofSeconds(30));
    }

    /** One document. */
    public record Document(String id, JsonNode content, Instant createdOn) {}

    /** What was done to a collection's documents since it was made. */
    public record Totals(long created, long updated, long deleted) {}

    /** Makes an empty collection; its id. */
    public String create(String name) {
        return http.send("POST", COLLECTIONS, Map.of("name", name)).path("id").asText();
    }

    /** All documents, oldest first. */
    public List<Document> all(String collectionId) {
        List<Document> all = new ArrayList<>();
        JsonNode page;
        do {
            page = get("/" + collectionId + "/documents?limit=" + PAGE + "&offset=" + all.size());
            page.forEach(document -> all.add(new Document(
                    document.path("id").asText(),
                    document.path("content"),
                    Instant.parse(document.path("createdOn").asText()))));
        } while (page.size() == PAGE);
        return all;
    }

    /** How many documents there are of each value of a field, as text; without it, of the empty text. */
    public Map<String, Integer> countsBy(String collectionId, String field) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        String name = URLEncoder.encode(field, StandardCharsets.UTF_8);
        get("/" + collectionId + "/counts?field=" + name)
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    /** How often documents were created, updated and deleted. */
    public Totals totals(String collectionId) {
        JsonNode one = collection(collectionId);
        return new Totals(
                one.path("created").asLong(),
                one.path("updated").asLong(),
                one.path("deleted").asLong());
    }

    /** The schema that a collection was given; without columns where it has none. */
    public JsonNode schema(String collectionId) {
        return collection(collectionId).path("schema");
    }

    /** While it is locked, whatever would change a collection is answered 423. */
    public void lock(String collectionId, boolean locked) {
        http.send("PUT", COLLECTIONS + "/" + collectionId + "/lock", Map.of("locked", locked));
    }

    private JsonNode collection(String collectionId) {
        return get("").valueStream()
                .filter(each -> each.path("id").asText().equals(collectionId))
                .findFirst()
                .orElseThrow(() -> new StackException("There is no collection " + collectionId));
    }

    private JsonNode get(String path) {
        return http.get(COLLECTIONS + path).orElseThrow(() -> new StackException("Not found: " + COLLECTIONS + path));
    }
}
