package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.DataSetSchema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns records into CSV lines of one DataSet. One per topic route and DataSet schema; task thread only.
 */
public final class RecordEncoder {
    private final RecordOptions options;
    private final DataSetSchema schema;

    /**
     * @throws org.apache.kafka.common.config.ConfigException if every record would fail: a key or metadata column that
     *     the DataSet does not have or has with a type that can't hold it. The message names configuration key and column
     */
    public RecordEncoder(RecordOptions options, DataSetSchema schema) {
        this.options = options;
        this.schema = schema;
    }

    /**
     * Clears and fills {@code row} with the whole CSV line, every column in schema order, ended by {@code \n}; and for
     * {@link RowKind#UPSERT} and {@link RowKind#DELETE} {@code key} with the line of the key columns in schema order,
     * ended by {@code \n}: the collapse key, and the row of a delete part. After an exception both are garbage.
     *
     * @throws BadRecordException if the record can't become a row; later records are not concerned
     */
    public RowKind encode(SinkRecord record, CsvBuffer row, CsvBuffer key) throws BadRecordException {
        row.clear();
        key.clear();
        if (record.value() == null && !options.writeMode().isKeyed()) {
            return RowKind.SKIP;
        }
        throw new UnsupportedOperationException("Only the signature is there yet for " + schema.columns());
    }

    /**
     * CSV header line of the key columns for delete parts, ended by {@code \n}. Known at once where {@code key.fields} or
     * the DataSet's key columns say it, else after the first record that was encoded to UPSERT or DELETE.
     *
     * @throws IllegalStateException before that
     */
    public byte[] keyHeader() {
        if (options.keyFields().isEmpty()) {
            throw new IllegalStateException("No record has shown the key columns yet");
        }
        return (String.join(",", options.keyFields()) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
