package io.connectdomo.source.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.reports.ReportEntries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Domo's history of reports as it may be: runs that wait, begin, end, show late and are purged, in one of many dialects. */
final class SimulatedHistory implements ReportPages {
    private static final long NEVER = Long.MAX_VALUE;

    /** All times in epoch milliseconds. */
    record Report(long id, long visibleAt, long startsAt, long endsAt, long purgedAt, boolean fails) {
        Report(long id, long visibleAt, long startsAt, long endsAt, long purgedAt) {
            this(id, visibleAt, startsAt, endsAt, purgedAt, false);
        }

        boolean visible(long now) {
            return now >= visibleAt && now < purgedAt;
        }

        /** One that fails has its last status and no end. */
        ObjectNode at(long now) {
            ObjectNode run = Json.object().put("id", id);
            boolean started = now >= startsAt;
            boolean ended = now >= endsAt;
            run.put("status", ended ? fails ? "failure" : "success" : started ? "processing" : "in_queue");
            if (started) {
                run.put("startTime", startsAt);
            }
            if (ended && !fails) {
                run.put("endTime", endsAt);
            }
            return run;
        }

        String lastStatus() {
            return at(NEVER).path("status").textValue();
        }
    }

    /**
     * What Domo is like.
     *
     * @param trueLimit most rows of a page
     * @param failures share of requests without an answer
     * @param emptyPages share of pages that are empty
     * @param refusals share of requests for everybody's that are refused
     * @param unstable whether runs with one start come in any order
     * @param detail whether one run can be asked for
     * @param badRows whether there are rows between them that can't be read
     */
    record Dialect(
            int trueLimit,
            double failures,
            double emptyPages,
            double refusals,
            boolean unstable,
            boolean detail,
            boolean badRows) {
        static Dialect any(Random random) {
            return new Dialect(
                    20 + random.nextInt(100),
                    random.nextInt(3) == 0 ? 0.1 : 0,
                    random.nextInt(3) == 0 ? 0.05 : 0,
                    random.nextInt(3) == 0 ? 0.05 : 0,
                    random.nextInt(3) == 0,
                    random.nextInt(3) > 0,
                    random.nextInt(3) == 0);
        }

        static Dialect plain(int trueLimit, double failures) {
            return new Dialect(trueLimit, failures, 0, 0, false, true, false);
        }
    }

    private final List<Report> reports;
    private final Dialect dialect;
    private final Random random;
    private long now;

    SimulatedHistory(List<Report> reports, Dialect dialect, Random random, long now) {
        this.reports = new ArrayList<>(reports);
        this.reports.sort(Comparator.comparingLong(Report::startsAt)
                .thenComparingLong(Report::id)
                .reversed());
        this.dialect = dialect;
        this.random = random;
        this.now = now;
    }

    long now() {
        return now;
    }

    void pass(long millis) {
        now += millis;
    }

    @Override
    public ReportEntries entry(long id) {
        ask();
        return reply(visible()
                .filter(report -> report.id() == id && dialect.detail())
                .map(report -> report.at(now))
                .toList());
    }

    @Override
    public ReportEntries history(int skip, int limit, Optional<String> filter) {
        ask();
        if (filter.isPresent() && random.nextDouble() < dialect.refusals()) {
            throw new DomoException.Refused("refused", 400, true, "Unknown filter", "");
        }
        if (random.nextDouble() < dialect.emptyPages()) {
            return reply(List.of());
        }
        // The owner's are every second one.
        return reply(rows(filter.isPresent()).stream()
                .skip(skip)
                .limit(Math.min(dialect.trueLimit(), limit))
                .map(row -> row.bad() ? bad(row.report()) : row.report().at(now))
                .toList());
    }

    private void ask() {
        now += 1 + random.nextInt(400);
        if (random.nextDouble() < dialect.failures()) {
            throw new DomoException.Retriable("simulated outage", null, true, null);
        }
    }

    private Stream<Report> visible() {
        return reports.stream().filter(report -> report.visible(now));
    }

    private record Row(Report report, boolean bad) {}

    private List<Row> rows(boolean everybodys) {
        List<Report> shown = new ArrayList<>();
        // What waits is the newest.
        for (boolean waiting : new boolean[] {true, false}) {
            for (Report report : reports) {
                boolean waits = now < report.startsAt();
                if (waits == waiting && report.visible(now) && (everybodys || report.id() % 2 == 0)) {
                    shown.add(report);
                }
            }
        }
        if (dialect.unstable()) {
            Collections.shuffle(shown, random);
            shown.sort(Comparator.comparingLong((Report report) -> now >= report.startsAt() ? report.startsAt() : NEVER)
                    .reversed());
        }
        List<Row> rows = new ArrayList<>();
        for (Report report : shown) {
            rows.add(new Row(report, false));
            if (dialect.badRows() && report.id() % 7 == 0) {
                rows.add(new Row(report, true));
            }
        }
        return rows;
    }

    private ObjectNode bad(Report report) {
        ObjectNode row = report.at(now);
        return report.id() % 2 == 0
                ? row.putNull("id")
                : row.put("id", -report.id()).put("startTime", now * 1000);
    }

    private ReportEntries reply(List<? extends JsonNode> rows) {
        return new ReportEntries(rows, Optional.of(Instant.ofEpochSecond(now / 1000)));
    }
}
