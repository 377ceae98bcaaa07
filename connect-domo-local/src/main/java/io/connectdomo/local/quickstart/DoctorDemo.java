package io.connectdomo.local.quickstart;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.FeedEntry;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.Doctor;
import io.connectdomo.local.EmulatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The doctor examines the local stand-in for Domo, as it would one's own instance. */
final class DoctorDemo {
    /** More than Domo's default of one reply, so that the limit of the log shows. */
    private static final int LOG_ENTRIES = 320;

    private DoctorDemo() {}

    /** Its exit code. */
    static int run(Screen screen) {
        try (EmulatorProcess domo = EmulatorProcess.startAlone()) {
            String collection = somethingHappens(domo, Instant.now());
            screen.examining("java -jar connect-domo-doctor/target/connect-domo-doctor.jar --url " + domo.address()
                    + " --collection " + collection);
            return Doctor.show(domo, "--collection", collection);
        }
    }

    /** What a real instance has of its own: a log, a stream that ran, a report; and an AppDB collection, whose id this is. */
    private static String somethingHappens(EmulatorProcess domo, Instant now) {
        List<FeedEntry> log = IntStream.rangeClosed(1, LOG_ENTRIES)
                .mapToObj(minutes -> ActivityLog.entry(now.minus(Duration.ofMinutes(minutes))))
                .toList();
        domo.feeds().addActivity(log);
        String dataSet = domo.dataSets().create("Sales orders", List.of(Column.of("id", "LONG")));
        long stream = domo.feeds().createStream(dataSet);
        Instant yesterday = now.minus(Duration.ofDays(1));
        domo.feeds()
                .addExecutions(
                        stream, List.of(Streams.execution(1, yesterday), Streams.execution(2, now.minusSeconds(60))));
        domo.feeds().addReports(List.of(ReportHistory.run(1, yesterday)));
        return domo.documents().create("doctor");
    }
}
