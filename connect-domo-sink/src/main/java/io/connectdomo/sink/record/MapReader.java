package io.connectdomo.sink.record;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/**
 * Fields of a schemaless map: one look-up per column, and no walk over the map as long as the columns took as many
 * entries as it has.
 */
final class MapReader extends FieldReader {
    private static final Object ABSENT = new Object();

    private final Columns columns;
    private final String[] names;
    private final Placeholder configured;
    private Map<?, ?> map;
    private Schema valueSchema;
    private Placeholder placeholder;
    private int taken;

    /** Of the entries taken, those that no column takes. */
    private int takenAside;

    MapReader(Columns columns, Placeholder placeholder) {
        this.columns = columns;
        this.configured = placeholder;
        this.names = new String[columns.count()];
        for (int i = 0; i < names.length; i++) {
            // Interned, as the JSON converter's names are: then a look-up that hits compares no characters.
            names[i] = columns.metadata(i) == null ? columns.name(i).intern() : null;
        }
    }

    /** {@code schema} is that of the map, null for schemaless data. */
    MapReader open(Map<?, ?> map, Schema schema) {
        this.map = map;
        this.valueSchema = schema == null ? null : schema.valueSchema();
        this.placeholder = configured.in(valueSchema);
        this.taken = 0;
        this.takenAside = 0;
        return this;
    }

    @Override
    Object value(int column) {
        String name = names[column];
        if (name == null) {
            return null;
        }
        @SuppressWarnings("unchecked")
        Object value = ((Map<Object, Object>) map).getOrDefault(name, ABSENT);
        if (value == ABSENT) {
            return null;
        }
        taken++;
        return value;
    }

    @Override
    Placeholder placeholder(int column) {
        return placeholder;
    }

    @Override
    void again() {
        taken = takenAside;
    }

    @Override
    void write(int column, Object value, CsvBuffer out) throws UnfitException {
        columns.writer(column, valueSchema).write(value, valueSchema, out);
    }

    @Override
    Object deletedMark() {
        if (!columns.marksDeletes()) {
            return null;
        }
        @SuppressWarnings("unchecked")
        Object mark = ((Map<Object, Object>) map).getOrDefault(Columns.DELETED_MARK, ABSENT);
        if (mark == ABSENT) {
            return null;
        }
        if (columns.indexOf(Columns.DELETED_MARK) < 0) {
            taken++;
            takenAside++;
        }
        return mark;
    }

    @Override
    void checkAllTaken(UnknownFields unknown) throws UnfitException {
        if (taken == map.size()) {
            return;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = nameOf(entry.getKey());
            if (columns.isUnknown(name)) {
                unknown.found(name, valueSchema, entry.getValue());
            }
        }
    }

    @Override
    int size() {
        return map.size();
    }

    @Override
    Set<String> names() throws UnfitException {
        Set<String> all = new LinkedHashSet<>();
        for (Object key : map.keySet()) {
            all.add(nameOf(key));
        }
        return all;
    }

    static String nameOf(Object key) throws UnfitException {
        if (key instanceof String name) {
            return name;
        }
        throw UnfitException.record("it is a map with a key that is no text, so it has no field name."
                + " Correct the producer, or use a converter that gives field names.");
    }
}
