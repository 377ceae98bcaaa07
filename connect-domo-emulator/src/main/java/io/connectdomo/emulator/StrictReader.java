package io.connectdomo.emulator;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;

/**
 * Watches the text on its way to the CSV parser, which is more lenient than Domo's page (observed-behaviour.md 1.11): refuses a
 * byte order mark, a quote inside an unquoted field, text behind a closing quote, a carriage return that no line feed follows, an
 * unterminated quote. It also notes unquoted {@code \N}, which Domo's own clients write for NULL, because the parser does not
 * tell whether a field was quoted.
 */
final class StrictReader extends FilterReader {

    /** What is wrong, and in which row (counted from 1). */
    static final class Malformed extends IOException {
        Malformed(String what, long row) {
            super(what + " Row " + row + ".");
        }
    }

    private enum State {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        AFTER_QUOTE,
        AFTER_CR
    }

    /** A field that is {@code \N} without quotes; both counted from the start, row from 1, column from 0. */
    record Mark(long row, int column) {}

    private final ArrayDeque<Mark> nullMarks = new ArrayDeque<>();
    private State state = State.FIELD_START;
    private boolean atStart = true;
    private long row = 1;
    private int column;
    private int fieldLength;
    private boolean maybeNull;

    StrictReader(Reader in) {
        super(in);
    }

    /** Unquoted {@code \N} fields in the order in which they came; the consumer takes them off. */
    ArrayDeque<Mark> nullMarks() {
        return nullMarks;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count < 0) {
            end();
            return count;
        }
        for (int i = offset; i < offset + count; i++) {
            accept(buffer[i]);
        }
        return count;
    }

    private void accept(char c) throws Malformed {
        if (atStart) {
            atStart = false;
            if (c == '\uFEFF') {
                throw new Malformed("The part begins with a byte order mark.", row);
            }
        }
        switch (state) {
            case FIELD_START -> fieldStart(c);
            case UNQUOTED -> unquoted(c);
            case QUOTED -> {
                if (c == '"') {
                    state = State.AFTER_QUOTE;
                }
            }
            case AFTER_QUOTE -> afterQuote(c);
            case AFTER_CR -> {
                if (c != '\n') {
                    throw new Malformed("Unquoted carriage return.", row);
                }
                endRow();
            }
        }
    }

    private void fieldStart(char c) {
        if (c == '"') {
            state = State.QUOTED;
        } else if (!separator(c)) {
            state = State.UNQUOTED;
            fieldLength = 1;
            maybeNull = c == '\\';
        }
    }

    private void unquoted(char c) throws Malformed {
        if (c == '"') {
            throw new Malformed("Quote in an unquoted field.", row);
        }
        if (c == ',' || c == '\n' || c == '\r') {
            noteNull();
            separator(c);
        } else {
            fieldLength++;
            maybeNull = maybeNull && fieldLength == 2 && c == 'N';
        }
    }

    private void afterQuote(char c) throws Malformed {
        if (c == '"') {
            state = State.QUOTED;
        } else if (!separator(c)) {
            throw new Malformed("Text after a closing quote.", row);
        }
    }

    private boolean separator(char c) {
        switch (c) {
            case ',' -> {
                column++;
                state = State.FIELD_START;
            }
            case '\n' -> endRow();
            case '\r' -> state = State.AFTER_CR;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void endRow() {
        row++;
        column = 0;
        state = State.FIELD_START;
    }

    private void noteNull() {
        if (maybeNull && fieldLength == 2) {
            nullMarks.add(new Mark(row, column));
        }
        maybeNull = false;
    }

    private void end() throws Malformed {
        switch (state) {
            case QUOTED -> throw new Malformed("Unterminated quoted field.", row);
            case AFTER_CR -> throw new Malformed("Unquoted carriage return.", row);
            case UNQUOTED -> noteNull();
            default -> {}
        }
    }
}
