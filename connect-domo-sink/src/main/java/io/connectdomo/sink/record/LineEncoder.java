package io.connectdomo.sink.record;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns the records of one topic-partition into the bytes of files, a stretch of bytes each. What a file begins with depends on
 * the records so far, so there is one for each partition. Task thread only.
 */
public interface LineEncoder {
    /** For messages: what a bad record can't become. */
    String WHAT = "part of a file";

    /** What became of a record. */
    enum Line {
        /** The buffer holds its bytes. */
        WRITTEN,
        /** Deliberately nothing: its offset may pass. */
        SKIPPED,
        /** It fits no file that has begun: end that, then {@link #adopt} the record. The buffer holds garbage. */
        OTHER_HEADER
    }

    /** What the next file begins with; may be empty. The array is not changed afterwards. */
    byte[] header();

    /**
     * Clears and fills {@code out}.
     *
     * @throws BadRecordException if the record can be in no file; later records are not concerned
     */
    Line encode(SinkRecord record, CsvBuffer out);

    /**
     * Files that begin from now on have room for the record.
     *
     * @throws BadRecordException as {@link #encode}
     */
    void adopt(SinkRecord record);

    /** Files that begin from now on depend on no earlier record. */
    void forget();

    /** @param replaced hears of values that are written as null or as another date */
    static LineEncoder of(FileOptions options, ReplacedValues replaced) {
        return switch (options.format()) {
            case JSONL -> new JsonLines(options, replaced);
            case CSV -> new CsvLines(options, replaced);
            case BYTES -> new RawValues(options);
        };
    }
}
