package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.function.BiConsumer;

/** The columns that rows are written for: read once, forgotten when they turn out to have changed. Task thread only. */
final class SchemaHolder {
    private final DataSetApi api;
    private final Lane lane;
    private final Mailbox mailbox;
    private final SimpleCall reading;
    private DataSetSchema current;
    private int number;
    private boolean asked;

    SchemaHolder(DataSetApi api, Lane lane, Mailbox mailbox, BiConsumer<String, Throwable> fail) {
        this.api = api;
        this.lane = lane;
        this.mailbox = mailbox;
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

    /** Counts the schemas that were read. */
    int number() {
        return number;
    }

    boolean ready() {
        return current != null;
    }

    void forget() {
        current = null;
        asked = false;
    }

    /** Asks for the columns where nobody has yet. */
    void advance() {
        if (current == null && !asked) {
            asked = true;
            lane.submit(reading);
        }
    }

    /** A batch in progress keeps its columns: whether they still hold is asked before its commit. */
    private void read() {
        DataSetSchema schema = api.schema();
        mailbox.post(() -> {
            if (current == null) {
                current = schema;
                number++;
            }
        });
    }
}
