package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.IndexStatus;
import io.connectdomo.common.dataset.SchemaDocument;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds columns to a DataSet (delivery.md 2.8): reads its schema, sends it back whole with the columns that are missing, looks
 * whether they are there, has the DataSet indexed, waits for that, and looks once more. Domo knows no "only if it is still as I
 * read it": of two who alter at once the later overwrites the earlier, who notices and alters again.
 *
 * <p>Beginning anew at any point does no harm, so a request whose outcome is not known is simply followed by another look. One
 * uploader thread at a time.
 */
final class AddColumns implements Call {
    private static final Logger log = LoggerFactory.getLogger(AddColumns.class);

    /** Tasks that alter at once settle within as many rounds as there are tasks. */
    private static final int MAX_ROUNDS = 50;

    private static final long LONGEST_JITTER_MS = 200;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final DataSetSettings settings;
    private final DataSetColumns api;
    private final Ticker ticker;
    private final List<Column> wanted;
    private final Collection<String> keys;
    private final long attemptMs;
    private final long indexWaitMs;
    private final Consumer<DataSetSchema> onDone;
    private final Consumer<RuntimeException> onFailure;

    private int rounds;
    private boolean toIndex;
    /** Of the index request that is waited for; null where none is. */
    private String indexKey;

    private long indexSinceMs;
    private long pauseMs;

    /**
     * @param attemptMs how long a look and the alteration that follows from it may take together: see {@link SchemaHolder#settledMs}
     * @param indexWaitMs how long to wait for the index at most; negative: for ever
     * @param onDone the schema that has the columns
     */
    AddColumns(
            DataSetSettings settings,
            DataSetColumns api,
            Ticker ticker,
            List<Column> wanted,
            Collection<String> keys,
            long attemptMs,
            long indexWaitMs,
            Consumer<DataSetSchema> onDone,
            Consumer<RuntimeException> onFailure) {
        this.settings = settings;
        this.api = api;
        this.ticker = ticker;
        this.wanted = wanted;
        this.keys = keys;
        this.attemptMs = attemptMs;
        this.indexWaitMs = indexWaitMs;
        this.onDone = onDone;
        this.onFailure = onFailure;
    }

    @Override
    public String what() {
        return "addition of columns " + names();
    }

    @Override
    public Step attempt() {
        return indexKey == null ? look() : awaitIndex();
    }

    @Override
    public void failed(RuntimeException cause) {
        onFailure.accept(cause);
    }

    private Step look() {
        long askedMs = ticker.nowMs();
        SchemaDocument now = api.schemaDocument();
        List<Column> missing = missingIn(now.schema());
        if (!missing.isEmpty()) {
            // What has landed since it was asked is overwritten, so that counts from there.
            long leftMs = attemptMs - (ticker.nowMs() - askedMs);
            return leftMs > 0 ? alter(now, missing, leftMs) : Step.next();
        }
        if (toIndex) {
            return index();
        }
        onDone.accept(now.schema());
        return Step.DONE;
    }

    /** What is there with another type is taken as it is; beside a name that differs by case only no column is possible. */
    private List<Column> missingIn(DataSetSchema schema) {
        return wanted.stream()
                .filter(column -> schema.columns().stream()
                        .noneMatch(there -> there.name().equalsIgnoreCase(column.name())))
                .toList();
    }

    /** Right after reading: the shorter the time in between, the less of others' changes can be overwritten. */
    private Step alter(SchemaDocument now, List<Column> missing, long leftMs) {
        if (++rounds > MAX_ROUNDS) {
            onFailure.accept(
                    new IllegalStateException(
                            "Domo took the columns " + MAX_ROUNDS
                                    + " times and did not have them afterwards. Does something else keep changing the DataSet's schema?"));
            return Step.DONE;
        }
        SchemaDocument changed = now;
        for (Column column : missing) {
            changed = changed.plus(column);
        }
        toIndex = settings.index();
        try {
            api.alterSchema(changed.withUpsertKeys(keys), leftMs);
        } catch (DomoException.Refused refused) {
            if (!missingIn(api.schemaDocument().schema()).isEmpty()) {
                throw refused;
            }
            log.debug("Somebody else has added the columns {} in the same moment", names(), refused);
        }
        return new Step.Again(rounds == 1 ? 0 : ThreadLocalRandom.current().nextLong(LONGEST_JITTER_MS), null);
    }

    private Step index() {
        Optional<String> key = api.index();
        toIndex = false;
        if (key.isPresent()) {
            indexKey = key.get();
            indexSinceMs = ticker.nowMs();
            pauseMs = FIRST_PAUSE_MS;
        }
        return Step.next();
    }

    /** That it fails or takes for ever stops nobody: the index of the next commit brings the columns too. */
    private Step awaitIndex() {
        IndexStatus.State state = indexState();
        boolean going = state == IndexStatus.State.PENDING || state == IndexStatus.State.PROCESSING;
        boolean patient = indexWaitMs < 0 || ticker.nowMs() - indexSinceMs < indexWaitMs;
        if (going && patient) {
            Step step = new Step.Again(pauseMs, null);
            pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
            return step;
        }
        if (state != IndexStatus.State.SUCCESS) {
            log.warn(
                    "DataSet {}: the index after the addition of columns {} is {}; not waiting for it any longer. They can be"
                            + " queried after the index of the next commit",
                    api.label(),
                    names(),
                    state);
        }
        indexKey = null;
        return Step.next();
    }

    private IndexStatus.State indexState() {
        try {
            return api.indexStatus(indexKey).state();
        } catch (DomoException.Refused notTold) {
            log.warn("DataSet {}: Domo does not tell how far its index is", api.label(), notTold);
            return IndexStatus.State.FAILED;
        }
    }

    private List<String> names() {
        return wanted.stream().map(Column::name).toList();
    }
}
