package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Who may do what with a DataSet (dataset.md, "Share DataSet with Access permissions", "DataSet Access List"). */
record Share(String type, String id, String accessLevel) {
    private static final Set<String> TYPES = Set.of("USER", "GROUP");

    /** The owner cannot be given away by sharing. */
    private static final Set<String> LEVELS = Set.of("CO_OWNER", "CAN_EDIT", "CAN_SHARE", "CAN_VIEW");

    static Share read(JsonNode json) {
        String type = Json.text(json, "type");
        String id = Json.text(json, "id");
        String level = Json.text(json, "accessLevel");
        if (id == null || id.isBlank() || type == null || !TYPES.contains(type)) {
            throw DomoError.badRequest("A permission needs 'id', and 'type' USER or GROUP");
        }
        if (level == null || !LEVELS.contains(level)) {
            throw DomoError.badRequest("Unknown accessLevel '" + level + "'");
        }
        return new Share(type, id, level);
    }

    @Override
    public String toString() {
        return type + ':' + id + ':' + accessLevel;
    }
}
