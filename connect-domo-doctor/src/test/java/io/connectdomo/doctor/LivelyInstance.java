package io.connectdomo.doctor;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.FeedEntry;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An emulator in which something has happened before the doctor comes: a log, a stream that ran, reports, and an AppDB collection. */
final class LivelyInstance implements AutoCloseable {
    private static final int LOG_ENTRIES = 320;

    private final DomoEmulator emulator;
    private final String collection;

    private LivelyInstance(DomoEmulator emulator) {
        this.emulator = emulator;
        this.collection = emulator.appDb().createCollection("doctor's");
    }

    static LivelyInstance start() throws IOException {
        LivelyInstance instance =
                new LivelyInstance(DomoEmulator.start(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(1))));
        instance.live(Instant.now());
        return instance;
    }

    private void live(Instant now) {
        List<FeedEntry> log = new ArrayList<>();
        for (int i = 0; i < LOG_ENTRIES; i++) {
            log.add(ActivityLog.entry(now.minusSeconds(60L * (i + 1))));
        }
        emulator.activityLog().addAll(log);
        String fed = emulator.createDataSet("fed by a stream", List.of(new ColumnSpec("a", ColumnType.STRING, false)));
        long stream = emulator.streams().create(fed);
        for (int i = 1; i <= 2; i++) {
            Instant started = now.minusSeconds(3600 - 600L * i);
            emulator.streams().add(stream, Streams.execution(i, started));
            emulator.streams().change(stream, i, Streams.ended("SUCCESS", started.plusSeconds(30)));
        }
        emulator.reports().add(ReportHistory.run(1, now.minusSeconds(600)));
    }

    DomoEmulator emulator() {
        return emulator;
    }

    /** The id of an AppDB collection that may be written to. */
    String collection() {
        return collection;
    }

    @Override
    public void close() throws IOException {
        emulator.close();
    }
}
