package io.connectdomo.sink.record;

/** The rows that a batch holds already: where a value is found that Debezium did not send again. Task thread only. */
@FunctionalInterface
public interface EarlierRows {
    /** None: nothing is ever found. */
    EarlierRows NONE = (key, column, out) -> false;

    /**
     * Appends the cell of {@code column} as it is in the row that the batch holds for {@code key}.
     *
     * @param key the line of the key columns, as {@link RecordEncoder#encode} gives it
     * @param column index in the schema of the encoder
     * @return false where the batch has no row of that key; nothing is appended then
     */
    boolean copyCell(CsvBuffer key, int column, CsvBuffer out);
}
