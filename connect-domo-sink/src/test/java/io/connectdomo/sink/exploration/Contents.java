package io.connectdomo.sink.exploration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.emulator.AppDocument;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.DomoEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Domo has, of whatever kind, as ids and numbers. */
final class Contents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DomoEmulator domo;
    private final Map<String, Content> ofDataSets = new HashMap<>();

    /**
     * @param state of a DataSet: how many commits and columns it has had
     * @param count how often each id is there
     * @param number of each id: the highest
     * @param snapshot of which snapshots
     * @param more which columns beside id and number the row of each number has values in
     */
    record Content(
            long state, Map<Long, Integer> count, Map<Long, Long> number, Set<Long> snapshot, Map<Long, String> more) {
        Content(long state) {
            this(state, new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashMap<>());
        }

        private void add(long id, long number) {
            this.count.merge(id, 1, Integer::sum);
            this.number.merge(id, number, Math::max);
        }
    }

    Contents(DomoEmulator domo) {
        this.domo = domo;
    }

    Content of(Plan.Mode mode, String id) {
        return switch (mode) {
            case DOCUMENT, DOCUMENT_ONCE -> ofCollection(id);
            case FILE -> ofFileSet(id);
            default -> ofDataSet(id);
        };
    }

    private Content ofCollection(String id) {
        Content content = new Content(0);
        for (AppDocument document : domo.appDb().documents(id)) {
            add(content, document.content());
        }
        return content;
    }

    /** A file is of the key that its path says. */
    private Content ofFileSet(String id) {
        Content content = new Content(0);
        domo.fileSets().contents(id).forEach((path, bytes) -> {
            JsonNode file = read(bytes);
            if (!path.equals(file.path("id").asLong() + ".json")) {
                throw new Oracle.Violation("File " + path + " has the content of " + file);
            }
            add(content, file);
        });
        return content;
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Content content, JsonNode value) {
        content.add(value.path("id").asLong(), value.path("number").asLong());
    }

    private Content ofDataSet(String id) {
        List<String> columns = domo.columns(id).stream().map(ColumnSpec::name).toList();
        long state = 31L * domo.commits(id).size() + columns.hashCode();
        Content known = ofDataSets.get(id);
        if (known != null && known.state() == state) {
            return known;
        }
        domo.index(id);
        Content content = new Content(state);
        for (Map<String, Object> row : domo.rows(id)) {
            content.add(((Number) row.get("id")).longValue(), ((Number) row.get("number")).longValue());
            for (String column : columns) {
                if (column.startsWith("c") && row.get(column) != null) {
                    content.more().put(((Number) row.get("number")).longValue(), column);
                }
            }
            if (row.get("snapshot") != null) {
                content.snapshot().add(Long.parseLong(((String) row.get("snapshot")).substring(1)));
            }
        }
        ofDataSets.put(id, content);
        return content;
    }
}
