package io.connectdomo.sink.record;

/** Reads lines as {@link RecordEncoder} writes them. */
public final class CsvLine {
    private CsvLine() {}

    /** Appends the cell of {@code column}, quotes and all, nothing for NULL. The line must have that many cells. */
    public static void copyCell(byte[] line, int column, CsvBuffer out) {
        int start = 0;
        for (int i = 0; i < column; i++) {
            start = endOfCell(line, start) + 1;
        }
        out.put(line, start, endOfCell(line, start));
    }

    /** Where the comma or line end behind the cell stands; within quotes both are text, and a quote is written twice. */
    private static int endOfCell(byte[] line, int start) {
        boolean quoted = false;
        int i = start;
        while (quoted || (line[i] != ',' && line[i] != '\n')) {
            quoted ^= line[i] == '"';
            i++;
        }
        return i;
    }
}
