package io.connectdomo.sink.exploration;

import io.connectdomo.common.http.SimulatedHttp.Fate;
import io.connectdomo.common.http.SimulatedHttp.Way;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** The emulator of one exploring thread, on the simulated clock, and the network before it. */
final class Domo implements AutoCloseable {
    /** Nothing lands later than commit.timeout.ms says. */
    private static final int LATEST_MS = 650;

    private final DomoEmulator emulator;
    private final List<Trouble> troubles = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private int slowMs = 1;

    private static final class Trouble {
        private final Step.Network step;
        private int met;

        Trouble(Step.Network step) {
            this.step = step;
        }

        boolean hits(String path) {
            return step.request().meets(path) && ++met > step.skip();
        }

        boolean over() {
            return met >= step.skip() + step.times();
        }
    }

    Domo(SimulatedTime time) throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults()
                .withIndexDelay(Duration.ZERO)
                .withThreads(8)
                .withClock(SimulatedProcess.clock(time)));
    }

    DomoEmulator emulator() {
        return emulator;
    }

    /** Forgets what was wrong, and how it spoke. */
    void begin(long seed, int slowest) {
        random = new SplittableRandom(seed);
        slowMs = slowest;
        heal();
        emulator.dialects()
                .speak(pick(
                        Dialect.VERSION_AT_ONCE,
                        Dialect.VERSION_LATE,
                        Dialect.VERSION_PROCESSING,
                        Dialect.VERSION_ONLY_V2,
                        Dialect.VERSION_ONLY_V3,
                        Dialect.VERSION_OPEN_SHOWN));
        emulator.dialects().versionDelay(Duration.ofMillis(200));
        emulator.dialects()
                .speak(pick(Dialect.SECOND_COMMIT_CONFLICT, Dialect.SECOND_COMMIT_OK, Dialect.SECOND_COMMIT_NOT_FOUND));
        emulator.dialects().speak(pick(Dialect.COMMIT_SIZE_PRESENT, Dialect.COMMIT_SIZE_ABSENT));
    }

    private Dialect pick(Dialect... dialects) {
        return dialects[random.nextInt(dialects.length)];
    }

    void heal() {
        troubles.clear();
        emulator.faults().clear();
    }

    Way way(String path) {
        Fate fate = Fate.ARRIVES;
        for (Iterator<Trouble> each = troubles.iterator(); each.hasNext(); ) {
            Trouble trouble = each.next();
            if (fate == Fate.ARRIVES && trouble.hits(path)) {
                fate = trouble.step.fate();
            }
            if (trouble.over()) {
                each.remove();
            }
        }
        int latest = fate == Fate.LANDS_LATER ? LATEST_MS : slowMs;
        return new Way(random.nextInt(slowMs + 1), random.nextInt(latest + 1), fate);
    }

    void trouble(Step.Network step) {
        troubles.add(new Trouble(step));
    }

    void trouble(Step.Answer step) {
        Fault fault = switch (step.body()) {
            case DOMO -> step.status() == 200 ? Fault.maintenance(200) : Fault.status(step.status());
            case HTML -> Fault.maintenance(step.status());
            case EMPTY -> Fault.empty(step.status());
        };
        // Who refuses for want of rights, sends to a login or limits the rate, Domo or something before it, has not
        // done it.
        boolean clear = List.of(302, 401, 403, 429).contains(step.status())
                || (step.body() == Step.Body.DOMO && step.status() >= 400 && step.status() < 500);
        if (step.afterWork() && !clear) {
            fault = fault.afterTheWork();
        }
        for (String method : methods(step)) {
            emulator.faults()
                    .add(fault.on(method, step.request().path())
                            .nth(step.skip() + 1)
                            .times(step.times()));
        }
    }

    /** Domo's own word that what is to be deleted is not there is believed: nobody can tell that it is not true. */
    private static String[] methods(Step.Answer step) {
        boolean notThere = step.body() == Step.Body.DOMO && step.status() == 404;
        return notThere ? new String[] {"GET", "POST", "PUT"} : new String[] {null};
    }

    /** A new DataSet, collection or FileSet: its id. */
    String target(Plan.Mode mode) {
        return switch (mode) {
            case DOCUMENT, DOCUMENT_ONCE -> emulator.appDb().createCollection("explored");
            case FILE -> emulator.fileSets().create("explored");
            default -> dataSet(mode);
        };
    }

    private String dataSet(Plan.Mode mode) {
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(
                mode == Plan.Mode.UPSERT
                        ? ColumnSpec.key("id", ColumnType.LONG)
                        : ColumnSpec.of("id", ColumnType.LONG));
        columns.add(ColumnSpec.of("number", ColumnType.LONG));
        if (mode == Plan.Mode.EFFECTIVELY_ONCE) {
            columns.add(ColumnSpec.key("_kafka_topic", ColumnType.STRING));
            columns.add(ColumnSpec.key("_kafka_partition", ColumnType.LONG));
            columns.add(ColumnSpec.key("_kafka_offset", ColumnType.LONG));
        }
        if (mode.replaces()) {
            columns.add(ColumnSpec.of("snapshot", ColumnType.STRING));
        }
        return emulator.createDataSet("explored", columns);
    }

    @Override
    public void close() throws IOException {
        emulator.close();
    }
}
