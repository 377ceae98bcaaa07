package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Files of a FileSet as replies show them (filesets.md). */
final class FileSetJson {
    private static final long USER = 1;

    private FileSetJson() {}

    static ObjectNode head(FileSetFile file) {
        ObjectNode json = Json.object();
        json.put("id", file.id());
        json.put("path", file.path());
        json.put("name", file.name());
        json.put("fileType", file.fileType());
        json.put("contentType", file.contentType());
        json.put("size", file.blob().size());
        json.put("created", Times.millis(file.created()));
        json.put("createdBy", USER);
        return json;
    }

    static ObjectNode whole(FileSet fileSet, FileSetFile file) {
        ObjectNode json = head(file);
        json.put("hash", file.blob().sha256());
        json.put("hashAlgorithm", "SHA_256_HEX");
        json.put("downloadUrl", "/api/files/v1/filesets/" + fileSet.id() + "/files/" + file.id() + "/download");
        json.putNull("connectorKey");
        json.putNull("indexStatus");
        json.putNull("indexReason");
        return json;
    }

    static ObjectNode directory(String path) {
        ObjectNode json = Json.object();
        json.put(
                "id",
                UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString());
        json.put("path", path);
        json.put("name", path.substring(path.lastIndexOf('/') + 1));
        json.putNull("size");
        json.put("fileType", "DIRECTORY");
        json.putNull("hash");
        return json;
    }

    /** What a search can ask for. */
    static Object value(FileSetFile file, String field) {
        return switch (field) {
            case "name" -> file.name();
            case "path" -> file.path();
            case "contentType" -> file.contentType();
            case "fileType" -> file.fileType();
            case "size" -> file.blob().size();
            case "created" -> file.created();
            default -> throw DomoError.badRequest("Files have no field '" + field + "' to search by");
        };
    }
}
