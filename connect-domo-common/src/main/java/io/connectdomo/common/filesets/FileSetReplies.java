package io.connectdomo.common.filesets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what FileSets answer, as filesets.md has it. */
final class FileSetReplies {
    private static final String SHA_256_HEX = "[0-9a-fA-F]{64}";

    private FileSetReplies() {}

    static FileSetInfo fileSet(String id, DomoResponse reply) {
        return fileSet(id, reply.object());
    }

    /** Entries without an id are no use to anyone and left out. */
    static List<FileSetInfo> fileSets(DomoResponse reply) {
        List<FileSetInfo> all = new ArrayList<>();
        for (JsonNode entry : reply.object().path("fileSets")) {
            Lenient.text(entry, "id").ifPresent(id -> all.add(fileSet(id, entry)));
        }
        return List.copyOf(all);
    }

    private static FileSetInfo fileSet(String id, JsonNode body) {
        return new FileSetInfo(
                Lenient.text(body, "id").orElse(id),
                Lenient.text(body, "name"),
                Lenient.text(body, "permission"),
                Lenient.number(body, "fileCount"));
    }

    static FileSetFile file(DomoResponse reply) {
        ObjectNode body = reply.object();
        String id = Lenient.text(body, "id").orElseThrow(() -> reply.unreadable("a file without an id"));
        return new FileSetFile(id, Lenient.text(body, "path"), Lenient.number(body, "size"), sha256(body));
    }

    /** Whatever the algorithm is called, 64 hexadecimal digits are a SHA-256 and nothing else is. */
    private static Optional<String> sha256(ObjectNode body) {
        return Lenient.text(body, "hash")
                .filter(hash -> hash.matches(SHA_256_HEX))
                .map(hash -> hash.toLowerCase(Locale.ROOT));
    }
}
