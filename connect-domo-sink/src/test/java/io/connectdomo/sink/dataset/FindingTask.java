package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.sink.batch.OneAtATime;
import io.connectdomo.sink.metrics.AnyMetrics;
import io.connectdomo.sink.simulation.SimulatedNetwork;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.task.Mailboxes;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.sink.SinkRecord;

/** One life of a task that needs the DataSet: from its start to its first row, its refusal, or its death. */
final class FindingTask implements DataSetNeed {
    private static final RetryPolicy RETRIES =
            new RetryPolicy(Optional.empty(), Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final int THREADS = 2;

    private final int number;
    private final int life;
    private final FindingPlan plan;
    private final SimulatedTime time;
    private final RandomGenerator random;
    private final SimulatedNetwork network;
    private final NamedDataSetsInMemory domo;
    private final SimulatedProcess process;
    private final ShownColumns shown;
    private final Mailbox mailbox;
    private final Discovery discovery;
    /** When each was made. */
    private final List<Long> searches = new ArrayList<>();

    private boolean waits;
    private int creations;
    private int untold;
    private long lastUntoldMs = Long.MIN_VALUE;
    private Discovery.Result found;
    private String refusal;
    private boolean wrote;

    FindingTask(
            int number,
            int life,
            FindingPlan plan,
            SimulatedTime time,
            RandomGenerator random,
            SimulatedNetwork network,
            NamedDataSetsInMemory domo) {
        this.number = number;
        this.life = life;
        this.plan = plan;
        this.time = time;
        this.random = random;
        this.network = network;
        this.domo = domo;
        this.process = new SimulatedProcess(time, random, null);
        this.mailbox = new Mailbox(process);
        TopicSettings topic = plan.topic();
        NewDataSet wanted = topic.create().orElseThrow();
        Lane lane = new Lanes(
                        process.uploaders("t", THREADS),
                        THREADS,
                        () -> new RetryBudget(RETRIES, () -> time.nowMs() * 1_000_000, random),
                        bug -> {
                            if (!process.dead()) {
                                network.wrong(this + ": " + bug);
                            }
                        })
                .lane("orders", AnyMetrics.NOWHERE);
        NamedDataSetStore api = domo.new Store(this);
        OneAtATime one = new OneAtATime(lane, mailbox);
        CreationTags tags = CreationTags.of(FindingPlan.CONNECTOR, topic);
        AtomicBoolean told = new AtomicBoolean();
        boolean onlyTask = plan.tasks() == 1;
        this.shown = new ShownColumns(topic);
        this.discovery = new Discovery(
                wanted,
                api,
                one,
                process.ticker(),
                new DiscoverySettings(FindingPlan.CONNECTOR, onlyTask, new SearchPace(onlyTask), told),
                this,
                new Consent(topic, tags, api),
                new Tagging(wanted, tags, api, one, told),
                (what, cause) -> refused(what + (cause == null ? "" : " " + cause.getMessage())),
                this::found);
    }

    private void refused(String why) {
        network.note(this + " is refused: " + why);
        refusal = why;
    }

    private void found(Discovery.Result result) {
        network.note(this + " takes " + result.id());
        found = result;
    }

    // ---- the life

    /** From now on; its first record comes after so many milliseconds. */
    void live(long firstRecordMs) {
        long recordAtMs = time.nowMs() + firstRecordMs;
        network.note(this + " lives");
        while (!process.dead() && found == null && refusal == null) {
            Mailboxes.drain(mailbox);
            if (found != null || refusal != null) {
                break;
            }
            if (time.nowMs() >= recordAtMs) {
                record();
                recordAtMs = time.nowMs() + 5_000;
            }
            discovery.advance(time.nowMs());
            long due = Math.min(discovery.nextDueMs(), recordAtMs);
            time.sleep(Math.max(1 + random.nextInt(10), Math.min(plan.pollMs(), due - time.nowMs())));
        }
        if (found != null && !process.dead()) {
            time.sleep(random.nextLong(2_000));
            if (!process.dead()) {
                domo.write(this, found.id());
                wrote = true;
            }
        }
    }

    private void record() {
        waits = true;
        if (life == 1 && !shown.any() && random.nextInt(4) == 0) {
            return; // it can't tell the columns
        }
        Map<String, Object> value = random.nextBoolean() ? Map.of("id", 1L, "a", "x") : Map.of("id", 1L, "b", 1.5);
        SinkRecord record = new SinkRecord("orders", number, null, null, null, value, 0);
        if (shown.add(FirstColumns.draftOf(plan.options(), record).orElseThrow())) {
            discovery.hurry();
        }
    }

    void die() {
        network.note(this + " dies");
        process.die();
    }

    boolean isOver() {
        return process.dead() || wrote || refusal != null;
    }

    int life() {
        return life;
    }

    boolean dead() {
        return process.dead();
    }

    /** When it does something by itself, where it is not over. */
    long nextDueMs() {
        return discovery.nextDueMs();
    }

    /** Null where it has not found it. */
    Discovery.Result result() {
        return found;
    }

    /** Null where it was not refused. */
    String refusal() {
        return refusal;
    }

    SimulatedProcess process() {
        return process;
    }

    List<Long> searches() {
        return searches;
    }

    void created() {
        creations++;
    }

    /** It does not know what became of a creation. */
    void untold() {
        untold++;
        lastUntoldMs = time.nowMs();
    }

    int untoldCreations() {
        return untold;
    }

    /** When it last did not know. */
    long lastUntoldMs() {
        return lastUntoldMs;
    }

    int creations() {
        return creations;
    }

    // ---- the need

    @Override
    public boolean waits() {
        return waits;
    }

    @Override
    public boolean goesFirst() {
        return number == 0;
    }

    @Override
    public List<Column> columns() {
        return shown.columns();
    }

    @Override
    public List<String> key() {
        return shown.key();
    }

    @Override
    public String toString() {
        return "task " + number + (life == 1 ? "" : " (life " + life + ")");
    }
}
