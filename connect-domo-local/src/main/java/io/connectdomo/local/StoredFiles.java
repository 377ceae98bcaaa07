package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.emulator.FileSessionInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** FileSets and Domo's files: over the emulator's control interface, and what is in a file as a user of Domo gets it. */
public final class StoredFiles {
    private static final String FILE_SETS = "/emulator/filesets";
    private static final String FILES = "/emulator/files";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JsonHttp http;
    private final JsonHttp domo;

    StoredFiles(URI emulator, String token) {
        this.http = new JsonHttp(emulator, TIMEOUT);
        this.domo = new JsonHttp(emulator, TIMEOUT, Map.of("X-DOMO-Developer-Token", token));
    }

    /** Makes an empty FileSet; its id. */
    public String createFileSet(String name) {
        return http.send("POST", FILE_SETS, Map.of("name", name)).path("id").asText();
    }

    /** The files of a FileSet, in the order of their paths. */
    public List<FileInfo> inFileSet(String fileSetId) {
        return get(FILE_SETS + "/" + fileSetId + "/files")
                .valueStream()
                .map(StoredFiles::info)
                .toList();
    }

    /** A file of a FileSet that is larger is answered 413. */
    public void maxFileSetFileBytes(long bytes) {
        http.send("PUT", FILE_SETS + "/limits", Map.of("maxFileBytes", bytes));
    }

    /** Domo's files that were not deleted, oldest first; the path is the name. */
    public List<FileInfo> files() {
        return get(FILES).valueStream().map(StoredFiles::info).toList();
    }

    /** What is in the current revision of one of Domo's files, which must be text. */
    public String text(String fileId) {
        return domo.download("/api/data/v1/data-files/" + fileId);
    }

    /** Whether everybody may read one of Domo's files. */
    public boolean isPublic(String fileId) {
        return get(FILES)
                .valueStream()
                .filter(file -> file.path("id").asText().equals(fileId))
                .findFirst()
                .orElseThrow(() -> new StackException("There is no file " + fileId))
                .path("public")
                .asBoolean();
    }

    /** The multi-part uploads since the start, oldest first. */
    public List<FileSessionInfo> sessions() {
        return get(FILES + "/sessions")
                .valueStream()
                .map(json -> new FileSessionInfo(
                        json.path("id").asText(),
                        json.path("fileId").isNull()
                                ? null
                                : json.path("fileId").asLong(),
                        json.path("name").asText(),
                        json.path("state").asText(),
                        json.path("parts").asInt(),
                        json.path("puts").asInt()))
                .toList();
    }

    private static FileInfo info(JsonNode json) {
        return new FileInfo(
                json.path("id").asText(),
                json.path("path").asText(),
                json.path("contentType").asText(),
                json.path("size").asLong(),
                json.path("sha256").asText(),
                json.path("writes").asInt());
    }

    private JsonNode get(String path) {
        return http.get(path).orElseThrow(() -> new StackException("Not found: " + path));
    }
}
