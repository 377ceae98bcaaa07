package io.connectdomo.sink.record;

/**
 * How deep values and schemas may be nested: one limit for all that descends into them, far from where the stack of a task's thread
 * ends. A schema that contains itself reaches it wherever fields are taken from the schema alone.
 */
final class Nesting {
    /** Levels; also those of JSON, structs and arrays counted alike. */
    static final int MAX = 1000;

    private Nesting() {}

    /** A value inside of the cell at hand. */
    static UnfitException ofCell() {
        return UnfitException.cell("the value is nested more than " + MAX + " levels deep");
    }

    /** A field whose inner fields were to be fields too. */
    static UnfitException ofFlattened() {
        return UnfitException.record("its fields are nested more than " + MAX + " levels deep"
                + ", or its schema contains itself, so they can't be flattened. Set nested.fields=json, or leave the field"
                + " out with a transformation (ReplaceField).");
    }

    /**
     * The last net: nothing that descends without a limit of its own may end the task. Nothing of the error is kept, its stack trace is
     * all the same.
     */
    static UnfitException ofRecord() {
        return UnfitException.record("it is nested too deeply, or its schema contains itself."
                + " Leave the field out with a transformation (ReplaceField), or correct the producer.");
    }
}
