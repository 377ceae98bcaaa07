package io.connectdomo.sink.record;

import java.util.Set;

/** Reads the fields of one struct or map after the other by column. Columns of metadata have no field. */
abstract sealed class FieldReader permits StructReader, MapReader, FlatReader {

    /** The field that goes to {@code column}; null where it is missing or null. Each column is asked for once. */
    abstract Object value(int column);

    /**
     * What marks a value of {@code column} as unavailable, of what {@link #value} just gave, which was not null; null where none can
     * be marked.
     */
    abstract Placeholder placeholder(int column);

    /** Appends the cell of what {@link #value} just gave for {@code column}, which was not null. */
    abstract void write(int column, Object value, CsvBuffer out) throws UnfitException;

    /**
     * The field {@code __deleted}, with which Debezium's {@code ExtractNewRecordState} marks what became of a deleted row; null
     * where there is none, or where it is {@link Columns#isDeletedMark a field like any other}. To be called at most once.
     */
    abstract Object deletedMark();

    /** Lets all columns be read once more. */
    abstract void again();

    /** To be called after all columns were read: fields that no column took are {@link UnknownFields#found found}. */
    abstract void checkAllTaken(UnknownFields unknown) throws UnfitException;

    /** How many fields there are. */
    abstract int size();

    /** The names of all fields. */
    abstract Set<String> names() throws UnfitException;
}
