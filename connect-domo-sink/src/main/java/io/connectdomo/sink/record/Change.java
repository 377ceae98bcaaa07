package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** What the record at hand asks for. One object for all records of an encoder: it is filled by {@link #read}. */
abstract sealed class Change permits PlainChange, EnvelopeChange {

    /** What is to be done with {@link #image}. */
    enum Kind {
        /** It is a row to be written. */
        WRITE,
        /** It is a row that was deleted. */
        DELETE,
        /** There is none: all rows were deleted at once. */
        TRUNCATE,
        /** There is none: nothing was done to a row. */
        NONE
    }

    private Object image;
    private Schema imageSchema;

    /** @param record one that has a value */
    abstract Kind read(SinkRecord record) throws UnfitException;

    final void setImage(Object value, Schema schema) {
        image = value;
        imageSchema = schema;
    }

    /** The fields of the row; null where a delete does not tell them. */
    final Object image() {
        return image;
    }

    /** Null for schemaless data. */
    final Schema imageSchema() {
        return imageSchema;
    }

    /**
     * The fields of a deleted row that is logged, of the schema {@link #imageSchema()}; null where none is known.
     *
     * @param record the one that was read
     */
    Object logged(SinkRecord record) throws UnfitException {
        return image;
    }

    /** Debezium's code of the operation, null where there is none. */
    String operation() {
        return null;
    }

    /** When the database made the change, in milliseconds since 1970; null where that is unknown. */
    Long timestamp() {
        return null;
    }
}
