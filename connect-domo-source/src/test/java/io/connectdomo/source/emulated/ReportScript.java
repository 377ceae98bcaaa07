package io.connectdomo.source.emulated;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.FeedEntry;
import io.connectdomo.emulator.ReportHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Several pages of everybody's runs, one that waits in the queue, some that end later, some purged between two pages. */
final class ReportScript implements Script {
    private static final int OLD = 330;
    private static final String SOMEBODY_ELSE = "2";

    private final Domo domo;
    private final ReportHistory reports;
    private final Map<String, Integer> expected = new TreeMap<>();

    ReportScript(Domo domo) {
        this.domo = domo;
        this.reports = domo.emulator().reports();
    }

    @Override
    public String feed() {
        return "report-history";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of("report.history.start", "earliest");
    }

    @Override
    public int acts() {
        return 3;
    }

    @Override
    public void play(int act) {
        switch (act) {
            case 0 -> oldOnes();
            case 1 -> {
                domo.advance(Duration.ofMinutes(1));
                change(501, ReportHistory.ended("success", domo.now()), "success");
                change(
                        502,
                        Map.of("status", "processing", "startTime", domo.now().toEpochMilli()),
                        "processing");
                begin(503, domo.ago(Duration.ofSeconds(10)));
            }
            default -> {
                domo.advance(Duration.ofMinutes(10));
                change(502, ReportHistory.ended("failure", domo.now()), "failure");
                change(503, ReportHistory.ended("success", domo.now()), "success");
            }
        }
    }

    private void oldOnes() {
        boolean everybodys =
                speaks(Dialect.REPORT_FILTER_ALL_TAKEN) || speaks(Dialect.REPORT_FILTER_ALL_REFUSED_AT_TIMES);
        // Where their order is none, groups of them begin at the same time.
        int together = speaks(Dialect.REPORT_ORDER_UNSTABLE) ? 40 : 1;
        for (int i = 1; i <= OLD; i++) {
            Instant start = domo.ago(Duration.ofDays(9)).plusSeconds(1_800L * (i - i % together));
            FeedEntry run = ReportHistory.run(i, start)
                    .with("status", "success")
                    .with("endTime", start.plusMillis(61_234).toEpochMilli());
            boolean own = i % 3 > 0;
            reports.add(own ? run : run.with("ownerId", SOMEBODY_ELSE));
            boolean unreadable = speaks(Dialect.REPORT_ROWS_SOME_BAD) && (i % 50 == 0 || i % 50 == 10);
            if ((own || everybodys) && !unreadable) {
                expect(i, "success");
            }
        }
        reports.purgeAfterNextPage(List.of(4L, 5L));
        expected.remove("4 success");
        expected.remove("5 success");
        begin(501, domo.ago(Duration.ofMinutes(3)));
        reports.add(ReportHistory.run(502, domo.now()).with("startTime", null).with("status", "in_queue"));
        expect(502, "in_queue");
    }

    private boolean speaks(Dialect position) {
        return domo.emulator().dialects().speaks(position);
    }

    private void begin(long id, Instant start) {
        reports.add(ReportHistory.run(id, start));
        expect(id, "processing");
    }

    private void change(long id, Map<String, ?> fields, String status) {
        reports.change(id, fields);
        expect(id, status);
    }

    private void expect(long id, String status) {
        expected.put(id + " " + status, 1);
    }

    @Override
    public Map<String, Integer> expected(int act) {
        return expected;
    }

    @Override
    public String of(SourceRecord record) {
        Struct run = (Struct) record.value();
        return run.getInt64("id") + " " + run.getString("status");
    }
}
