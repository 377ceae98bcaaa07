package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.function.BiConsumer;

/**
 * The columns that rows are written for: read once, and again when they turn out to have changed or a record does not fit
 * them. Such a record stays in its batch until the answer is there: behind other columns the batch is given up and its records
 * come again, behind the same ones the record is bad, and nothing comes twice. Task thread only.
 */
final class SchemaHolder {
    /** How long a record that does not fit is held against the record, and not against a change in Domo. */
    private static final long LONGEST_TRUST_MS = 10_000;

    private final long trustMs;
    private final DataSetColumns api;
    private final Lane lane;
    private final Mailbox mailbox;
    private final Ticker ticker;
    private final Batches<Batch> batches;
    private final SimpleCall reading;

    private DataSetSchema current;
    private int number;
    private boolean asked;
    private long learnedMs;
    private long changedMs;
    private boolean grows;

    SchemaHolder(
            DataSetSettings settings,
            TaskParts parts,
            DataSetColumns api,
            Lane lane,
            Batches<Batch> batches,
            BiConsumer<String, Throwable> fail) {
        this.trustMs = Math.min(LONGEST_TRUST_MS, settings.commitIntervalMs());
        this.api = api;
        this.lane = lane;
        this.mailbox = parts.mailbox();
        this.ticker = parts.ticker();
        this.batches = batches;
        this.reading = new SimpleCall(
                "schema of the DataSet",
                this::read,
                cause -> parts.mailbox()
                        .post(() -> fail.accept(
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

    /** Tasks add columns to the DataSet: {@code schema.evolution=add} of a topic that goes there. */
    void grows() {
        grows = true;
    }

    /**
     * Before when no row may be committed that was written for these columns. Domo knows no "only if it is still as I read it": who
     * read the schema before it became this one may still replace it, until the last request of theirs has ended, and a column that
     * is replaced loses its values. The look before a commit sees what became of it. Always past where nobody adds columns.
     *
     * @param attemptMs how long a look at the schema and the request that alters it can take together
     */
    long settledMs(long attemptMs) {
        return grows ? changedMs + attemptMs : Long.MIN_VALUE;
    }

    boolean ready() {
        return current != null;
    }

    /** Whether the columns are being read, so that a record that does not fit those known is undecided. */
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
     * Asks for the columns again, because a record does not fit them and somebody may have changed them in Domo; not more often
     * than batches are committed.
     *
     * @return whether the answer is still to come; false where the columns are known to be what they are
     */
    boolean looksAgain() {
        if (!asked && ticker.nowMs() - learnedMs < trustMs) {
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
        api.learnName();
    }

    /** The DataSet has these columns now. Rows that were written for others and are not sent are written again. */
    void learned(DataSetSchema schema) {
        asked = false;
        learnedMs = ticker.nowMs();
        if (schema.equals(current)) {
            batches.all().forEach(batch -> batch.records().decided());
            return;
        }
        batches.abandonUnsent("the DataSet's columns have changed");
        current = schema;
        number++;
        changedMs = learnedMs;
    }
}
