package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.metrics.AnyMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.ColumnTypes;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.simulation.SimulatedNetwork;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import io.connectdomo.sink.task.Failure;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.task.Mailboxes;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Lanes;
import io.connectdomo.sink.upload.SimpleCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One life of a task whose records need columns. It writes them in their order, a few at a time, and commits them as {@link Committer}
 * does: when the columns are settled, behind one more look.
 */
final class AddingTask {
    private static final RetryPolicy RETRIES =
            new RetryPolicy(Optional.empty(), Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final int THREADS = 2;

    private final String name;
    private final AddingPlan plan;
    private final SimulatedTime time;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private final SimulatedProcess process;
    private final Mailbox mailbox;
    private final Lane lane;
    private final ColumnsInMemory.Store store;
    private final SchemaHolder schema;
    private final ColumnAdditions additions;
    private final FailureAction failure;
    private final List<Map<String, Object>> records;
    private final RecordOptions options;
    private final CsvBuffer row = new CsvBuffer();
    private final CsvBuffer key = new CsvBuffer();

    /** Types of what the records ask for that are waited for. */
    private final Map<String, ColumnType> asked = new HashMap<>();

    private RecordEncoder encoder;
    private int encoderNumber;
    private int durable;
    private int taken;
    private DataSetSchema layout;
    private final Set<String> used = new HashSet<>();
    private boolean committing;
    private boolean failed;

    /** @param records what is left of them from earlier lives, by their values */
    AddingTask(
            String name,
            AddingPlan plan,
            List<Map<String, Object>> records,
            SimulatedTime time,
            RandomGenerator random,
            SimulatedNetwork network,
            ColumnsInMemory domo) {
        this.name = name;
        this.plan = plan;
        this.records = records;
        this.time = time;
        this.random = random;
        this.network = network;
        this.process = new SimulatedProcess(time, random, null);
        this.mailbox = new Mailbox(process);
        this.options = plan.options();
        this.store = domo.new Store(this);
        this.lane = new Lanes(
                        process.uploaders("t", THREADS),
                        THREADS,
                        () -> new RetryBudget(RETRIES, () -> time.nowMs() * 1_000_000, random),
                        bug -> {
                            if (!process.dead()) {
                                network.wrong(this + ": " + bug);
                            }
                        })
                .lane("d", AnyMetrics.NOWHERE);
        TaskParts parts = new TaskParts(
                process, process.ticker(), mailbox, new Failure(), null, null, null, null, null, null, null);
        Batches<Batch> none = new Batches<>("d", () -> {});
        DataSetSettings settings = plan.settings();
        this.failure = new FailureAction("d", false, parts.failure(), lane, none);
        this.schema = new SchemaHolder(settings, parts, store, lane, none, (what, cause) -> failed(what, cause));
        this.schema.grows();
        this.additions = new ColumnAdditions(settings, plan.task(), parts, store, lane, none, schema, failure);
    }

    private void failed(String what, Throwable cause) {
        failed = true;
        network.wrong(this + ": " + what + " " + cause);
    }

    void live() {
        network.note(this + " lives, with " + (records.size() - durable) + " records");
        while (!isOver()) {
            Mailboxes.drain(mailbox);
            step();
            if (failure.stopped()) {
                failed("can't add columns", null);
            }
            time.sleep(1 + random.nextLong(plan.pollMs()));
        }
    }

    private void step() {
        schema.advance();
        if (!committing && taken > durable) {
            commitIfSettled();
        } else if (!committing && schema.ready() && !additions.pending() && durable < records.size()) {
            take();
        }
        if (!committing && taken == durable) {
            additions.advance();
        }
    }

    // ---- records

    private void take() {
        if (encoder == null || encoderNumber != schema.number()) {
            encoder = new RecordEncoder(options, schema.current());
            encoderNumber = schema.number();
        }
        layout = schema.current();
        used.clear();
        int most = 1 + random.nextInt(3);
        for (taken = durable; taken < Math.min(records.size(), durable + most); taken++) {
            Map<String, Object> value = records.get(taken);
            try {
                if (encoder.encode(record(value), row, key) == RowKind.MISSING_COLUMNS) {
                    want(taken);
                    return;
                }
                layout.columns().stream()
                        .map(Column::name)
                        .filter(value::containsKey)
                        .forEach(used::add);
            } catch (BadRecordException bad) {
                if (bad.mayFitOtherColumns() && schema.looksAgain()) {
                    return; // until they are read
                }
                network.note(this + ": bad record " + value);
            }
        }
    }

    private void want(int first) {
        asked.clear();
        ask();
        additions.wantNow(encoder.missingColumns(), encoder.keyColumns());
        for (int i = first + 1; i < records.size() && additions.gathering(); i++) {
            try {
                if (encoder.encode(record(records.get(i)), row, key) == RowKind.MISSING_COLUMNS) {
                    ask();
                    additions.want(encoder.missingColumns(), encoder.keyColumns());
                }
            } catch (BadRecordException later) {
                network.note(this + ": no row, for now: " + records.get(i));
            }
        }
    }

    private void ask() {
        for (Column each : encoder.missingColumns()) {
            if (asked.containsKey(each.name()) || asked.keySet().stream().noneMatch(each.name()::equalsIgnoreCase)) {
                asked.merge(each.name(), each.type(), ColumnTypes::common);
            }
        }
    }

    /** It sends an alteration that has this one more. */
    void adds(Column column) {
        if (asked.get(column.name()) != column.type()) {
            network.wrong(this + " adds " + column + ", asked for are " + asked);
        }
    }

    private static SinkRecord record(Map<String, Object> value) {
        return new SinkRecord("orders", 0, null, null, null, value, 0);
    }

    // ---- commit

    private void commitIfSettled() {
        if (schema.current() == null || schema.number() != encoderNumber) {
            taken = durable; // written again for the columns of now
            return;
        }
        if (time.nowMs() < schema.settledMs(plan.attemptMs())) {
            return;
        }
        committing = true;
        DataSetSchema written = layout;
        Set<String> columns = Set.copyOf(used);
        lane.submit(new SimpleCall(
                "commit",
                () -> {
                    if (!store.schema().sameLayoutAs(written)) {
                        mailbox.post(this::layoutChanged);
                        return;
                    }
                    store.commit(written, columns);
                    mailbox.post(this::committed);
                },
                cause -> failed("commit", cause)));
    }

    private void layoutChanged() {
        network.note(this + " sees other columns before its commit");
        committing = false;
        taken = durable;
        schema.forget();
    }

    private void committed() {
        committing = false;
        durable = taken;
    }

    void die() {
        network.note(this + " dies");
        process.die();
    }

    boolean isOver() {
        return process.dead() || failed || durable == records.size();
    }

    /** What a next life has to write. */
    List<Map<String, Object>> left() {
        return records.subList(durable, records.size());
    }

    SimulatedProcess process() {
        return process;
    }

    @Override
    public String toString() {
        return name;
    }
}
