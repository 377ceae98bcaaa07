package io.connectdomo.emulator;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The typed rows of one part, in the order of the expected columns. Refuses what Domo would refuse; used to check a commit before
 * anything is applied, and again to load it.
 */
final class PartRows implements AutoCloseable {
    private final CsvRows csv;
    private final List<Schema.Column> columns;
    private final Cells cells;
    /** For each expected column where it stands in the part. */
    private final int[] positions;

    private PartRows(CsvRows csv, List<Schema.Column> columns, Cells cells, int[] positions) {
        this.csv = csv;
        this.columns = columns;
        this.cells = cells;
        this.positions = positions;
    }

    /** A part of append, replace or upsert: every column, no header. A header row would be data. */
    static PartRows all(StoredPart part, Schema schema, Cells cells) throws IOException {
        int[] positions = new int[schema.columns().size()];
        Arrays.setAll(positions, i -> i);
        return new PartRows(new CsvRows(part.open()), schema.columns(), cells, positions);
    }

    /**
     * A part of a delete: the key columns under a header of their exact names. dataset.md calls the header optional; without one
     * Domo's rule for telling a header from a row is not known, so here it is required.
     */
    static PartRows keys(StoredPart part, Schema schema, Cells cells) throws IOException {
        CsvRows csv = new CsvRows(part.open());
        try {
            return new PartRows(csv, schema.keys(), cells, header(csv.next(), schema.keys()));
        } catch (DomoError e) {
            csv.close();
            throw e;
        }
    }

    private static int[] header(String[] names, List<Schema.Column> keys) {
        List<String> header = names == null ? List.of() : Arrays.asList(names);
        List<String> expected = keys.stream().map(Schema.Column::name).toList();
        if (header.size() != expected.size() || !header.containsAll(expected)) {
            throw DomoError.invalidCsv(
                    "A delete needs a header row of exactly the key columns " + expected + ". Row 1.");
        }
        return expected.stream().mapToInt(header::indexOf).toArray();
    }

    /** The next row, or null at the end. */
    Object[] next() {
        String[] cellsOfRow = csv.next();
        if (cellsOfRow == null) {
            return null;
        }
        requireWidth(cellsOfRow);
        Object[] values = new Object[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, cellsOfRow[positions[i]]);
        }
        return values;
    }

    /** Number of the row that {@link #next()} gave last, from 1, a header included. */
    long row() {
        return csv.row();
    }

    private void requireWidth(String[] row) {
        int expected = positions.length;
        if (row.length < expected) {
            throw DomoError.invalidCsv("There are too few columns. Expected " + expected + ". Row " + csv.row()
                    + ", column " + (row.length + 1) + ". Row: ");
        }
        if (row.length > expected) {
            throw DomoError.invalidCsv("There are too many columns. Expected " + expected + ". Row " + csv.row()
                    + ", column " + (expected + 1) + ".");
        }
        if (expected == 1 && row[0] == null) {
            // NULL in a DataSet of one column is an empty line, which readers take for no row at all.
            throw DomoError.invalidCsv("Empty line in a DataSet of one column. Row " + csv.row() + ".");
        }
    }

    private Object value(int i, String text) {
        try {
            return cells.parse(columns.get(i).type(), text);
        } catch (BadValue e) {
            throw new DomoError(
                    400,
                    "Invalid CSV provided during upload. msg=Value does not fit the column's type "
                            + columns.get(i).type() + ": " + e.getMessage() + ". Row " + csv.row() + ", column "
                            + (positions[i] + 1) + ".",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
