package io.connectdomo.local.cdc;

import java.util.Random;
import java.util.function.Function;

/**
 * A column of a table under test.
 *
 * @param type as {@code CREATE TABLE} has it
 * @param values what the workload writes, as PostgreSQL reads it; may give null
 * @param compared what the DataSet must say
 */
record Column(String type, Function<Random, String> values, ComparedColumn compared) {
    String name() {
        return compared.name();
    }

    String sqlName() {
        return ComparedColumn.quoted(name());
    }

    static Column text(String name, String type, Function<Random, String> values) {
        return new Column(type, values, ComparedColumn.text(name));
    }

    static Column number(String name, String type, Function<Random, String> values) {
        return new Column(type, values, ComparedColumn.number(name));
    }

    static Column dateTime(String name, String type, Function<Random, String> values) {
        return new Column(type, values, ComparedColumn.dateTime(name));
    }

    /** One that needs an expression of its own to be read as the DataSet must have it. */
    static Column of(String name, String type, Function<Random, String> values, String expected, CellKind kind) {
        return new Column(type, values, new ComparedColumn(name, expected, kind));
    }

    /** The same column, NULL now and then. */
    Column orNull() {
        return new Column(type, random -> random.nextInt(8) == 0 ? null : values.apply(random), compared);
    }
}
