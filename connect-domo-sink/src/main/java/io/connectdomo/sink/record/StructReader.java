package io.connectdomo.sink.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Fields of structs by index. Which field goes to which column, and how it is written, is worked out once per schema. */
final class StructReader extends FieldReader {
    private final SchemaCache<Plan> plans;
    private Plan plan;
    private Struct struct;

    StructReader(Columns columns, Placeholder placeholder) {
        plans = new SchemaCache<>(schema -> new Plan(schema, columns, placeholder));
    }

    StructReader open(Struct struct) {
        this.struct = struct;
        plan = plans.get(struct.schema());
        return this;
    }

    @Override
    Object value(int column) {
        Field field = plan.fields[column];
        if (field == null) {
            return null;
        }
        // Reading by index is quicker, but puts a default in the place of null where the schema has one.
        return plan.defaults[column] ? struct.getWithoutDefault(field.name()) : struct.get(field);
    }

    @Override
    Placeholder placeholder(int column) {
        return plan.placeholders[column];
    }

    @Override
    void again() {}

    @Override
    void write(int column, Object value, CsvBuffer out) throws UnfitException {
        plan.writers[column].write(value, plan.schemas[column], out);
    }

    @Override
    Object deletedMark() {
        return plan.deletedMark == null ? null : struct.getWithoutDefault(plan.deletedMark.name());
    }

    @Override
    void checkAllTaken(UnknownFields unknown) throws UnfitException {
        for (Field field : plan.unknown) {
            unknown.found(field.name(), field.schema(), null);
        }
    }

    @Override
    int size() {
        return plan.schema.fields().size();
    }

    @Override
    Set<String> names() {
        Set<String> all = new LinkedHashSet<>();
        for (Field field : plan.schema.fields()) {
            all.add(field.name());
        }
        return all;
    }

    private static final class Plan {
        private final Schema schema;
        private final Field[] fields;
        private final Schema[] schemas;
        private final CellWriter[] writers;
        private final Placeholder[] placeholders;
        private final boolean[] defaults;
        private final Field[] unknown;

        /** Null where there is none, or where it means nothing. */
        private final Field deletedMark;

        Plan(Schema schema, Columns columns, Placeholder placeholder) {
            this.schema = schema;
            this.fields = new Field[columns.count()];
            this.schemas = new Schema[columns.count()];
            this.writers = new CellWriter[columns.count()];
            this.placeholders = new Placeholder[columns.count()];
            this.defaults = new boolean[columns.count()];
            List<Field> others = new ArrayList<>();
            for (Field field : schema.fields()) {
                int column = columns.indexOf(field.name());
                if (column >= 0 && columns.metadata(column) == null) {
                    fields[column] = field;
                    schemas[column] = field.schema();
                    writers[column] = columns.writer(column, field.schema());
                    placeholders[column] = placeholder.ifPossibleIn(field.schema());
                    defaults[column] = field.schema().defaultValue() != null;
                } else if (!columns.isDeletedMark(field.name())) {
                    others.add(field);
                }
            }
            this.unknown = others.toArray(new Field[0]);
            this.deletedMark = schema.fields().stream()
                    .filter(field -> columns.isDeletedMark(field.name()))
                    .findFirst()
                    .orElse(null);
        }
    }
}
