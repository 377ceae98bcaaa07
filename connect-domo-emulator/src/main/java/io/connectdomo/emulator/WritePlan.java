package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * Stage 1 and commit read together (observed-behaviour.md 1.3 to 1.6): the commit's body supersedes stage 1, except that an upload
 * opened as upsert or delete stays one.
 *
 * @param dataTag the partition; null when none was named
 * @param message as sent; null when none was
 */
record WritePlan(WriteMode mode, String dataTag, boolean index, String message) {

    static WritePlan of(StageOne opened, JsonNode commit, Schema schema, Dialects dialects) {
        String tag = tag(opened, commit, dialects);
        WriteMode mode = mode(opened, commit, tag, schema, dialects);
        if (mode.needsKeys() && schema.keys().isEmpty()) {
            throw DomoError.badRequest("The DataSet has no upsert key columns");
        }
        if (mode.needsKeys() && tag != null) {
            throw DomoError.badRequest("An upsert or delete of one partition is not supported");
        }
        String message = Json.text(commit, "message");
        return new WritePlan(mode, tag, Json.flag(commit, "index"), message == null ? opened.message() : message);
    }

    private static WriteMode mode(StageOne opened, JsonNode commit, String tag, Schema schema, Dialects dialects) {
        String appendId = Json.text(commit, "appendId");
        boolean fixedByStageOne = opened.upserts() || opened.deletes();
        if (fixedByStageOne && appendId != null && !appendId.equals(opened.appendId())) {
            throw DomoError.badRequest("The upload was opened with appendId '" + opened.appendId()
                    + "' and committed with '" + appendId + "'");
        }
        if (opened.deletes()) {
            requireDeleteCommit(commit, dialects);
            return WriteMode.DELETE;
        }
        String action = Json.text(commit, "action") == null ? opened.action() : Json.text(commit, "action");
        if (opened.upserts()) {
            if (!"APPEND".equals(action)) {
                throw DomoError.badRequest("An upload opened with appendId 'upsert' is committed with action APPEND");
            }
            return WriteMode.UPSERT;
        }
        return byAction(
                action == null ? actionOf(appendId == null ? opened.appendId() : appendId) : action,
                tag,
                schema,
                dialects);
    }

    private static void requireDeleteCommit(JsonNode commit, Dialects dialects) {
        boolean hasAction = Json.text(commit, "action") != null;
        boolean hasIndex = Json.text(commit, "index") != null;
        if (dialects.speaks(Dialect.DELETE_COMMIT_MESSAGE) && (hasAction || hasIndex)) {
            throw DomoError.badRequest("The commit of a delete takes a message only");
        }
        if (dialects.speaks(Dialect.DELETE_COMMIT_ACTION_INDEX) && !(hasAction && hasIndex)) {
            throw DomoError.badRequest("'action' and 'index' are required");
        }
        if ("REPLACE".equals(Json.text(commit, "action"))) {
            throw DomoError.badRequest("A delete cannot be committed with action REPLACE");
        }
    }

    /** A captured request commits {@code {"index":true,"appendId":"latest"}} without an action. */
    private static String actionOf(String appendId) {
        if ("latest".equals(appendId) || "append".equals(appendId)) {
            return "APPEND";
        }
        if ("replace".equals(appendId)) {
            return "REPLACE";
        }
        throw DomoError.badRequest("'action' is required");
    }

    private static WriteMode byAction(String action, String tag, Schema schema, Dialects dialects) {
        return switch (action) {
            // With a dataTag too, a REPLACE empties the whole DataSet: the worst that Domo may do.
            case "REPLACE" ->
                tag != null && dialects.speaks(Dialect.PARTITION_RESTATE_DATA_TAG)
                        ? WriteMode.REPLACE_PARTITION
                        : WriteMode.REPLACE;
            case "APPEND" -> append(tag, schema, dialects);
            case "UPSERT" -> {
                if (!dialects.speaks(Dialect.UPSERT_ACTION)) {
                    throw DomoError.badRequest("Action UPSERT is not supported");
                }
                yield WriteMode.UPSERT;
            }
            default -> throw DomoError.badRequest("Unknown action '" + action + "'");
        };
    }

    private static WriteMode append(String tag, Schema schema, Dialects dialects) {
        if (tag != null) {
            return WriteMode.REPLACE_PARTITION;
        }
        boolean keyed = !schema.keys().isEmpty();
        return keyed && dialects.speaks(Dialect.UPSERT_KEYED_APPEND) ? WriteMode.UPSERT : WriteMode.APPEND;
    }

    private static String tag(StageOne opened, JsonNode commit, Dialects dialects) {
        String dataTag = same("dataTag", opened.dataTag(), Json.text(commit, "dataTag"));
        String restate = same("restateDataTag", opened.restateDataTag(), Json.text(commit, "restateDataTag"));
        boolean byDataTag = dialects.speaks(Dialect.PARTITION_DATA_TAG);
        if ((byDataTag ? restate : dataTag) != null) {
            throw DomoError.badRequest((byDataTag ? "restateDataTag" : "dataTag") + " is not supported");
        }
        return byDataTag ? dataTag : restate;
    }

    private static String same(String name, String stageOne, String commit) {
        if (!Objects.equals(stageOne, commit)) {
            throw DomoError.badRequest("Stage 1 and commit differ in " + name);
        }
        return commit;
    }
}
