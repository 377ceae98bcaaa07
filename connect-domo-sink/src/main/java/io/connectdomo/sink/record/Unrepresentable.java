package io.connectdomo.sink.record;

import java.util.function.Supplier;

/**
 * What becomes of proper values that have no form where they go: {@code unrepresentable.value.action}. Everything that writes one
 * encoder's values shares one.
 *
 * @param told hears of each value that is replaced
 * @param around the field that JSON at hand is the value of; empty where it is no field's
 */
record Unrepresentable(UnrepresentableValueAction action, ReplacedValues told, Supplier<String> around) {
    /** Nothing is replaced: of keys. */
    static final Unrepresentable REFUSED = new Unrepresentable(UnrepresentableValueAction.FAIL, ReplacedValues.UNTOLD);

    /** The same for whole records. */
    Unrepresentable(UnrepresentableValueAction action, ReplacedValues told) {
        this(action, told, () -> "");
    }

    /** Whether something else is written in place of a value that can't be written because of {@code why}. */
    boolean replaces(UnfitException why) {
        return why.kind == UnfitException.Kind.BEYOND && action != UnrepresentableValueAction.FAIL;
    }

    /** Writes that: nothing where it is NULL. */
    void write(String field, UnfitException why, CellWriter cell, CsvBuffer out) throws UnfitException {
        told.note(field, why, action);
        if (action == UnrepresentableValueAction.CLAMP) {
            cell.clamp(why.beyond, out);
        }
    }
}
