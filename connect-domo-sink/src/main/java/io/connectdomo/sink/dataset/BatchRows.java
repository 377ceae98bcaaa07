package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import java.util.List;

/** The rows of one batch, on their way into upload sessions. Task thread only. */
interface BatchRows {
    /**
     * Adds what the encoder made of a record.
     *
     * @param header of the encoder; asked when the rows are sealed
     */
    void write(RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header);

    /**
     * Appends the cell of {@code column} of the row that is held for {@code key}, for a value that was not sent again.
     *
     * @return false, and nothing appended, where no such row is held
     */
    default boolean copyCell(CsvBuffer key, int column, CsvBuffer out) {
        return false;
    }

    /** After collapse, where there is one. */
    long rows();

    /** In bytes of CSV, before compression. */
    long bytes();

    /** Bytes held that are not with a session yet. */
    long openBytes();

    /** Sends what is open although a part would still have room. Nothing where rows are held until the commit. */
    void sendShort();

    /** No more rows. Returns the sessions to commit, in this order; empty where there was no row. */
    List<UploadSession> seal();

    /** Whether the session is one of this batch. */
    boolean has(UploadSession session);

    /** Forgets what is not with a session. */
    void discard();
}
