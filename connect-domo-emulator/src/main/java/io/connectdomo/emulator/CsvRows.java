package io.connectdomo.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** The rows of one part, one at a time. An unquoted empty cell is null, {@code ""} is the empty string. */
final class CsvRows implements AutoCloseable {
    /** With a strict quote mode the parser keeps the null string apart from the same text in quotes. */
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setIgnoreEmptyLines(false)
            .get();

    private final StrictReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long row;

    CsvRows(InputStream in) throws IOException {
        this.reader = new StrictReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        this.parser = CSVParser.builder().setReader(reader).setFormat(FORMAT).get();
        this.records = parser.iterator();
    }

    /**
     * The next row, or null at the end.
     *
     * @throws DomoError when the text is not the CSV that Domo's page describes
     */
    String[] next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord csvRecord = records.next();
            row++;
            return withNulls(csvRecord.values());
        } catch (UncheckedIOException e) {
            throw refusal(e.getCause());
        } catch (IllegalStateException e) {
            throw new DomoError(400, "Invalid CSV provided during upload. msg=Not CSV. Row " + (row + 1) + ".", e);
        }
    }

    /** Number of the row that {@link #next()} gave last, from 1. */
    long row() {
        return row;
    }

    private String[] withNulls(String[] values) {
        ArrayDeque<StrictReader.Mark> marks = reader.nullMarks();
        while (!marks.isEmpty() && marks.peek().row() <= row) {
            StrictReader.Mark mark = marks.poll();
            if (mark.row() == row && mark.column() < values.length) {
                values[mark.column()] = null;
            }
        }
        return values;
    }

    private DomoError refusal(IOException cause) {
        if (cause instanceof StrictReader.Malformed) {
            return new DomoError(400, "Invalid CSV provided during upload. msg=" + cause.getMessage(), cause);
        }
        if (cause instanceof CharacterCodingException) {
            return new DomoError(
                    400, "Invalid CSV provided during upload. msg=Not UTF-8. Row " + (row + 1) + ".", cause);
        }
        return new DomoError(400, "Invalid CSV provided during upload. msg=Not CSV. Row " + (row + 1) + ".", cause);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
