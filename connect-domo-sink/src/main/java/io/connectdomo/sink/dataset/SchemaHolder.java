package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.function.BiConsumer;

/**
 * The columns that rows are written for: read once, and again when they turn out to have changed or a record does not fit
 * them. Task thread only.
 */
final class SchemaHolder {
    private final DataSetApi api;
    private final Lane lane;
    private final Mailbox mailbox;
    private final Ticker ticker;
    private final Batches batches;
    private final SimpleCall reading;
    private DataSetSchema current;
    private int number;
    private boolean asked;
    private long learnedMs;

    SchemaHolder(
            DataSetApi api,
            Lane lane,
            Mailbox mailbox,
            Ticker ticker,
            Batches batches,
            BiConsumer<String, Throwable> fail) {
        this.api = api;
        this.lane = lane;
        this.mailbox = mailbox;
        this.ticker = ticker;
        this.batches = batches;
        this.reading = new SimpleCall(
                "schema of the DataSet",
                this::read,
                cause -> mailbox.post(() -> fail.accept(
                        "The columns of the DataSet can't be read, so no row can be written. Does it exist, and may the token's user"
                                + " see it?",
                        cause)));
        lane.probeWith(reading);
    }

    /** Null while it is not known. */
    DataSetSchema current() {
        return current;
    }

    /** Counts the schemas that were different from the one before. */
    int number() {
        return number;
    }

    boolean ready() {
        return current != null;
    }

    /** Whether the columns are being read, so that a record that does not fit those known waits. */
    boolean beingRead() {
        return asked;
    }

    void forget() {
        current = null;
        asked = false;
    }

    /** Asks for the columns where nobody has yet. */
    void advance() {
        if (current == null) {
            ask();
        }
    }

    /**
     * Asks for the columns again, because a record does not fit them and somebody may have changed them in Domo.
     *
     * @return false where they were read less than this time ago and so are what they are
     */
    boolean askIfOlderThan(long ageMs) {
        if (!asked && ticker.nowMs() - learnedMs < ageMs) {
            return false;
        }
        ask();
        return true;
    }

    private void ask() {
        if (!asked) {
            asked = true;
            lane.submit(reading);
        }
    }

    private void read() {
        DataSetSchema schema = api.schema();
        mailbox.post(() -> learned(schema));
    }

    /** The DataSet has these columns now. Rows that were written for others and are not sent are written again. */
    void learned(DataSetSchema schema) {
        asked = false;
        learnedMs = ticker.nowMs();
        if (schema.equals(current)) {
            return;
        }
        if (current != null) {
            batches.abandonUnsent("the DataSet's columns have changed");
        }
        current = schema;
        number++;
    }
}
