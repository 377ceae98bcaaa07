package io.connectdomo.common.appdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads what AppDB answers, as observed-behaviour.md 4 has it. */
final class AppDbReplies {
    private AppDbReplies() {}

    static AppDbDocument document(DomoResponse reply) {
        return document(reply.object(), reply);
    }

    static List<AppDbDocument> documents(DomoResponse reply) {
        List<AppDbDocument> documents = new ArrayList<>();
        for (JsonNode entry : reply.list()) {
            documents.add(document(entry, reply));
        }
        return documents;
    }

    /** {@code {"Created":n,"Updated":n,"Deleted":n}} in any case. */
    static BulkCounts counts(DomoResponse reply) {
        ObjectNode body = reply.object();
        return new BulkCounts(count(body, "Created"), count(body, "Updated"), count(body, "Deleted"));
    }

    /** As {@link #counts}, where 202 and 204 come without a body. */
    static BulkCounts countsIfAny(DomoResponse reply) {
        return reply.empty()
                ? new BulkCounts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty())
                : counts(reply);
    }

    static AppDbCollection collection(String id, DomoResponse reply) {
        ObjectNode body = reply.object();
        List<CollectionColumn> columns = new ArrayList<>();
        for (JsonNode column : body.path("schema").path("columns")) {
            String name = Lenient.text(column, "name").orElseThrow(() -> reply.unreadable("a column without a name"));
            String type = Lenient.text(column, "type").orElseThrow(() -> reply.unreadable("a column without a type"));
            // Only what is said to be hidden is: the field may be left out.
            boolean hidden = Lenient.text(column, "visible")
                    .filter("false"::equalsIgnoreCase)
                    .isPresent();
            columns.add(new CollectionColumn(name, type, !hidden));
        }
        return new AppDbCollection(
                Lenient.text(body, "id").orElse(id),
                Lenient.text(body, "name"),
                columns,
                Lenient.flag(body, "syncEnabled"));
    }

    private static AppDbDocument document(JsonNode entry, DomoResponse reply) {
        String id = Lenient.text(entry, "id").orElseThrow(() -> reply.unreadable("a document without an id"));
        return new AppDbDocument(id, Lenient.instant(entry, "createdOn"), entry.path("content"));
    }

    private static OptionalLong count(ObjectNode body, String field) {
        OptionalLong capital = Lenient.number(body, field);
        return capital.isPresent() ? capital : Lenient.number(body, field.toLowerCase(Locale.ROOT));
    }
}
