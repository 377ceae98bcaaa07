package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands around a DataSet's rows: tags, access, description (dataset.md, "Create DataSet Tag", "Share DataSet with Access
 * permissions", "DataSet Access List", "Change DataSet Properties"). The page of the last one shows {@code dataProviderType} only;
 * clients send {@code dataSourceName} and {@code dataSourceDescription}.
 */
final class DetailsApi {
    private final Catalog catalog;

    DetailsApi(Catalog catalog) {
        this.catalog = catalog;
    }

    void routes(Router router) {
        router.on("POST", "/data/ui/v3/datasources/{id}/tags", this::tag)
                .on("POST", "/data/v3/datasources/{id}/share", this::share)
                .on("GET", "/data/v3/datasources/{id}/permissions", this::permissions)
                .on("PUT", "/data/v3/datasources/{id}/properties", this::properties);
    }

    private Reply tag(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        JsonNode body = request.json();
        if (!body.isArray() || body.isEmpty()) {
            throw DomoError.badRequest("The body must be a list of tags");
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : body) {
            if (!tag.isTextual() || tag.asText().isBlank()) {
                throw DomoError.badRequest("A tag must be a text");
            }
            tags.add(tag.asText());
        }
        dataSet.tag(tags);
        return Reply.json(Json.object());
    }

    private Reply share(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        JsonNode body = request.json();
        JsonNode permissions = body.path("permissions");
        if (!permissions.isArray() || permissions.isEmpty()) {
            throw DomoError.badRequest("'permissions' must be a list");
        }
        if (!body.path("sendEmail").isBoolean()) {
            throw DomoError.badRequest("'sendEmail' is required");
        }
        List<Share> shares = new ArrayList<>();
        permissions.forEach(permission -> shares.add(Share.read(permission)));
        dataSet.share(shares);
        return Reply.json(Json.object());
    }

    private Reply permissions(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        ObjectNode reply = Json.object();
        ArrayNode list = reply.putArray("list");
        entry(list, new Share("USER", "1", "OWNER"), "Emulator");
        dataSet.shares().forEach(share -> entry(list, share, share.type() + ' ' + share.id()));
        long groups = dataSet.shares().stream()
                .filter(share -> share.type().equals("GROUP"))
                .count();
        reply.put("totalUserCount", list.size() - groups);
        reply.put("totalGroupCount", groups);
        return Reply.json(reply);
    }

    private static void entry(ArrayNode list, Share share, String name) {
        ObjectNode json = list.addObject();
        json.put("type", share.type());
        json.put("id", share.id());
        json.put("accessLevel", share.accessLevel());
        json.put("name", name);
    }

    private Reply properties(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        JsonNode body = request.json();
        String name = Json.text(body, "dataSourceName");
        String description = Json.text(body, "dataSourceDescription");
        if (name == null && description == null && Json.text(body, "dataProviderType") == null) {
            throw DomoError.badRequest("No property that can be changed");
        }
        if (name != null) {
            dataSet.name(name);
        }
        if (description != null) {
            dataSet.description(description);
        }
        return Reply.json(Json.object());
    }
}
