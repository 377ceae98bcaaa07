package io.connectdomo.common.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What stage 1 and the commit of an upload carry, per mode and per answer to what Domo's pages leave open. Sources:
 * dataset.md "Upload CSV - APPEND or REPLACE", "Upload CSV - APPEND with Partitioning" and "Request Multipart Upload
 * API"; observed-behaviour.md 1.1 to 1.6. Every body carries {@code message} too.
 *
 * <pre>
 * mode     domo.compat.*                 stage 1                             commit
 * APPEND                                 {action:null, appendId:null}        {action:APPEND, index}
 * REPLACE                                {action:null, appendId:null}        {action:REPLACE, index}
 * REPLACE  partition=data_tag            ?dataTag= {action:null,             {action:APPEND, appendId:latest,
 *  of one                                 appendId:latest}                    dataTag, index}
 *  tag     partition=restate_data_tag    ?restateDataTag= {action:null,      {action:APPEND, restateDataTag,
 *                                         appendId:null}                      index}
 * UPSERT   upsert=append_id              {appendId:upsert}                   {action:APPEND, index}
 *          upsert=keyed_append           {action:null, appendId:null}        {action:APPEND, index}
 *          upsert=action                 {action:null, appendId:null}        {action:UPSERT, index}
 * DELETE   delete.commit=message         {appendId:delete}                   {}
 *          delete.commit=action_index    {appendId:delete}                   {action:APPEND, index}
 * </pre>
 *
 * REPLACE with a tag never commits with action REPLACE: that may empty the whole DataSet (delivery.md 2.6).
 */
final class UploadProtocol {
    private final DomoCompat compat;

    UploadProtocol(DomoCompat compat) {
        this.compat = compat;
    }

    /** The query of stage 1. */
    Map<String, String> query(UploadMode mode, Optional<String> dataTag) {
        check(mode, dataTag);
        return dataTag.map(tag -> Map.of(tagParameter(), tag)).orElse(Map.of());
    }

    /** The body of stage 1. */
    ObjectNode stageOne(UploadMode mode, Optional<String> dataTag, String message) {
        ObjectNode body = Json.object();
        if (mode == UploadMode.DELETE) {
            body.put("appendId", "delete");
        } else if (mode == UploadMode.UPSERT && compat.upsert() == DomoCompat.Upsert.APPEND_ID) {
            body.put("appendId", "upsert");
        } else {
            boolean latest = dataTag.isPresent() && compat.partition() == DomoCompat.Partition.DATA_TAG;
            body.putNull("action").put("appendId", latest ? "latest" : null);
        }
        return body.put("message", message);
    }

    /** The body of the commit. */
    ObjectNode commit(UploadMode mode, Optional<String> dataTag, boolean index, String message) {
        check(mode, dataTag);
        ObjectNode body = Json.object();
        if (commitMayIndex(mode)) {
            body.put("action", action(mode, dataTag)).put("index", index);
        }
        dataTag.ifPresent(tag -> {
            body.put(tagParameter(), tag);
            if (compat.partition() == DomoCompat.Partition.DATA_TAG) {
                body.put("appendId", "latest");
            }
        });
        return body.put("message", message);
    }

    /** False where the commit has no place for {@code index}, so that indexing is a request of its own. */
    boolean commitMayIndex(UploadMode mode) {
        return mode != UploadMode.DELETE || compat.deleteCommit() == DomoCompat.DeleteCommit.ACTION_INDEX;
    }

    /** Whether an upload that empties has one part of zero bytes; otherwise it has none ({@code domo.compat.truncate}). */
    boolean emptiesByPart() {
        return compat.truncate() == DomoCompat.Truncate.EMPTY_PART;
    }

    private String action(UploadMode mode, Optional<String> dataTag) {
        if (mode == UploadMode.REPLACE && dataTag.isEmpty()) {
            return "REPLACE";
        }
        return mode == UploadMode.UPSERT && compat.upsert() == DomoCompat.Upsert.ACTION ? "UPSERT" : "APPEND";
    }

    private String tagParameter() {
        return compat.partition() == DomoCompat.Partition.DATA_TAG ? "dataTag" : "restateDataTag";
    }

    private static void check(UploadMode mode, Optional<String> dataTag) {
        if (dataTag.isPresent() && mode != UploadMode.REPLACE) {
            throw new IllegalArgumentException("Only REPLACE takes a partition tag, not " + mode);
        }
    }
}
