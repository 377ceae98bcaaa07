package io.connectdomo.sink.record;

import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * What was worked out for a schema, kept for the last few: found by identity and else by equality, because some converters
 * make a new instance for every record.
 *
 * @param <P> what is kept
 */
final class SchemaCache<P> {
    private static final int MAX_ENTRIES = 16;

    private final Function<Schema, P> maker;
    private final Schema[] schemas = new Schema[MAX_ENTRIES];
    private final Object[] made = new Object[MAX_ENTRIES];
    private int next;
    private Schema last;
    private P lastMade;

    SchemaCache(Function<Schema, P> maker) {
        this.maker = maker;
    }

    P get(Schema schema) {
        if (schema != last) {
            lastMade = find(schema);
            last = schema;
        }
        return lastMade;
    }

    private P find(Schema schema) {
        for (int i = 0; i < MAX_ENTRIES; i++) {
            if (schemas[i] == schema) {
                return at(i);
            }
        }
        for (int i = 0; i < MAX_ENTRIES; i++) {
            if (schemas[i] != null && areEqual(schemas[i], schema)) {
                schemas[i] = schema;
                return at(i);
            }
        }
        P fresh = maker.apply(schema);
        schemas[next] = schema;
        made[next] = fresh;
        next = (next + 1) % MAX_ENTRIES;
        return fresh;
    }

    /** Two schemas that contain themselves compare without an end in Kafka's code and in some converters'. */
    private static boolean areEqual(Schema one, Schema other) {
        try {
            return one.equals(other);
        } catch (StackOverflowError endless) {
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private P at(int index) {
        return (P) made[index];
    }
}
