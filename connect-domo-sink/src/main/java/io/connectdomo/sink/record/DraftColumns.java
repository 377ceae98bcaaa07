package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a DataSet to be created, as far as the records that wait for it have shown them. Not thread-safe. */
public final class DraftColumns {
    /** Of a field that nothing but NULL was seen of without a schema, the type is null. */
    private final Map<String, ColumnType> fields = new LinkedHashMap<>();

    private final Map<String, ColumnType> metadata = new LinkedHashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();

    DraftColumns() {}

    /** A field; of two with one name, those of the key come first, and that one counts. */
    void addField(String name, ColumnType type) {
        fields.putIfAbsent(name, type);
    }

    /** A column that is filled by the sink, and takes the place of a field of its name. */
    void addMetadata(String name, ColumnType type) {
        metadata.put(name, type);
    }

    void addKeys(Iterable<String> names) {
        names.forEach(keys::add);
    }

    /** Names of the fields so far. */
    Set<String> fields() {
        return fields.keySet();
    }

    /** Names of key columns, those among them that no field was seen of included. */
    Set<String> keys() {
        return keys;
    }

    /**
     * Makes room for another record of the same DataSet: it gets the columns of both, of types that hold the values of both. Not for
     * one that has other key columns, which will be a bad record; nor for a field whose name differs from another's by case only.
     */
    public void widenTo(DraftColumns other) {
        if (!keyColumns().equals(other.keyColumns())) {
            return;
        }
        other.fields.forEach((name, type) -> {
            if (fields.containsKey(name)) {
                fields.put(name, common(fields.get(name), type));
            } else if (isFree(name)) {
                fields.put(name, type);
            }
        });
    }

    private Set<String> keyColumns() {
        Set<String> found = new LinkedHashSet<>(keys);
        found.removeIf(key -> !fields.containsKey(key) && !metadata.containsKey(key));
        return found;
    }

    private static ColumnType common(ColumnType one, ColumnType other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return ColumnTypes.common(one, other);
    }

    private boolean isFree(String name) {
        return fields.keySet().stream().noneMatch(name::equalsIgnoreCase)
                && metadata.keySet().stream().noneMatch(name::equalsIgnoreCase);
    }

    /** Key columns first, metadata columns last. */
    public List<Column> columns() {
        Map<String, ColumnType> types = new LinkedHashMap<>(fields);
        types.putAll(metadata);
        Set<String> marked = keyColumns();
        return types.entrySet().stream()
                .map(each -> new Column(
                        each.getKey(),
                        each.getValue() == null ? ColumnType.STRING : each.getValue(),
                        marked.contains(each.getKey())))
                .toList();
    }
}
