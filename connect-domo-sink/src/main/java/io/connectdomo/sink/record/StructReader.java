package io.connectdomo.sink.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Fields of structs by index. Which field goes to which column is worked out once per schema; the plans of the last few
 * are kept, found by identity and else by equality, because some converters make a new instance for every record.
 */
final class StructReader extends FieldReader {
    private static final int MAX_PLANS = 16;

    private final Columns columns;
    private final Plan[] plans = new Plan[MAX_PLANS];
    private int nextPlan;
    private Plan plan;
    private Struct struct;

    StructReader(Columns columns) {
        this.columns = columns;
    }

    StructReader open(Struct struct) {
        this.struct = struct;
        if (plan == null || plan.schema != struct.schema()) {
            plan = planOf(struct.schema());
        }
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
    Schema schema(int column) {
        return plan.schemas[column];
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

    private Plan planOf(Schema schema) {
        for (Plan known : plans) {
            if (known != null && known.schema == schema) {
                return known;
            }
        }
        for (Plan known : plans) {
            if (known != null && known.schema.equals(schema)) {
                known.schema = schema;
                return known;
            }
        }
        Plan made = new Plan(schema, columns);
        plans[nextPlan] = made;
        nextPlan = (nextPlan + 1) % MAX_PLANS;
        return made;
    }

    private static final class Plan {
        /** The instance seen last; replaced by an equal one. */
        private Schema schema;

        private final Field[] fields;
        private final Schema[] schemas;
        private final boolean[] defaults;
        private final Field[] unknown;

        Plan(Schema schema, Columns columns) {
            this.schema = schema;
            this.fields = new Field[columns.count()];
            this.schemas = new Schema[columns.count()];
            this.defaults = new boolean[columns.count()];
            List<Field> others = new ArrayList<>();
            for (Field field : schema.fields()) {
                int column = columns.indexOf(field.name());
                if (column < 0 || columns.metadata(column) != null) {
                    others.add(field);
                } else {
                    fields[column] = field;
                    schemas[column] = field.schema();
                    defaults[column] = field.schema().defaultValue() != null;
                }
            }
            this.unknown = others.toArray(new Field[0]);
        }
    }
}
