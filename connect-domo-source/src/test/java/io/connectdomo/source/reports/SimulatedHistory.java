package io.connectdomo.source.reports;

import io.connectdomo.common.http.DomoException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Domo's history of reports as it may be: runs that wait, begin, end, show late and are purged. */
final class SimulatedHistory implements ReportHistory {
    /** All times in epoch milliseconds. */
    record Report(long id, long visibleAt, long startsAt, long endsAt, long purgedAt) {
        boolean visible(long now) {
            return now >= visibleAt && now < purgedAt;
        }

        ReportRun at(long now) {
            long start = now >= startsAt ? startsAt : ReportRun.NONE;
            long end = now >= endsAt ? endsAt : ReportRun.NONE;
            return new ReportRun(id, start, end, Long.hashCode(id * 31 + start * 7 + end), null);
        }

        int finalVersion() {
            return at(Long.MAX_VALUE).version();
        }
    }

    private final List<Report> reports;
    private final int trueLimit;
    private final double failures;
    private final Random random;
    private long now;

    SimulatedHistory(List<Report> reports, int trueLimit, double failures, Random random, long now) {
        this.reports = reports;
        this.trueLimit = trueLimit;
        this.failures = failures;
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
    public ReportReply ask(ReportRequest request) {
        now += 1 + random.nextInt(400);
        if (random.nextDouble() < failures) {
            throw new DomoException.Retriable("simulated outage", null, true, null);
        }
        Stream<Report> visible = reports.stream().filter(report -> report.visible(now));
        List<ReportRun> runs = request instanceof ReportRequest.One one
                ? visible.filter(report -> report.id() == one.id())
                        .map(report -> report.at(now))
                        .toList()
                : page(visible, (ReportRequest.List) request);
        return new ReportReply(runs, 0, false, Optional.of(Instant.ofEpochSecond(now / 1000)));
    }

    private List<ReportRun> page(Stream<Report> visible, ReportRequest.List list) {
        return visible.map(report -> report.at(now))
                .sorted(ReportRun.ORDER.reversed())
                .skip(list.skip())
                .limit(Math.min(trueLimit, list.limit()))
                .toList();
    }
}
