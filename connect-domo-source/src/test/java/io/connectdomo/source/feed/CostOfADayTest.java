package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.metrics.Words;
import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.common.streams.StreamClient;
import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import io.connectdomo.source.activity.ActivityFeeds;
import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.executions.ExecutionFeeds;
import io.connectdomo.source.reports.ReportFeeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a day of each feed asks of Domo, by an hour of it: the real feeds, at the defaults, over HTTP, on simulated time. The table in docs/source.md
 * is written from it: {@code ./mvnw -pl connect-domo-source -am test -Dtest=CostOfADayTest -Ddocs.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Timeout(600)
@Tag("exploration")
class CostOfADayTest {
    private static final Path PAGE = Path.of("..", "docs", "source.md");
    private static final String BEGIN = "<!-- The cost of a day, by CostOfADayTest -->\n";
    private static final String END = "<!-- end -->\n";
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration HOURS = Duration.ofHours(1);
    private static final int A_DAY = 24;
    private static final Duration WARM_UP = Duration.ofHours(1);

    @Test
    void thePageSaysWhatADayCosts() throws IOException {
        List<Supplier<Cost>> days = List.of(
                () -> day("`activity-log`", "nothing happens", Feeds::activityLog, (domo, hour) -> 0),
                () -> day("", "six entries a minute", Feeds::activityLog, Traffic::entries),
                () -> day("`stream-executions`, a stream", "nothing runs", Feeds::executions, (domo, hour) -> 0),
                () -> day("", "96 runs of 5 minutes", Feeds::executions, Traffic::runs),
                () -> day("`report-history`", "nothing is sent", Feeds::reports, (domo, hour) -> 0),
                () -> day("", "240 reports of 20 seconds", Feeds::reports, Traffic::reports));
        // Each has an instance and a time of its own.
        List<Cost> costs = days.parallelStream().map(Supplier::get).toList();

        StringBuilder table = new StringBuilder(BEGIN);
        table.append("| feed | where | requests | bytes, before compression |\n|---|---|---|---|\n");
        costs.forEach(cost -> table.append(cost.line()));
        String written = table.append(END).toString();
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END, from) + END.length();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.substring(0, from) + written + page.substring(to));
        }
        assertThat(Files.readString(PAGE)).contains(written);
    }

    /** After an hour, for a start is no day like any other. */
    private static Cost day(String feed, String where, Feeds feeds, Traffic traffic) {
        AtomicLong time = new AtomicLong(MIDNIGHT.toEpochMilli());
        try (DomoEmulator domo = DomoEmulator.start(EmulatorOptions.defaults().withClock(new Simulated(time)))) {
            Map<String, String> keys = Map.of(
                    "domo.url", domo.url(),
                    "domo.developer.token", domo.token(),
                    "feeds", "activity-log,stream-executions,report-history",
                    "stream.executions.stream.ids", "1",
                    "activity.log.start", "-PT1H",
                    "stream.executions.start", "-PT1H",
                    "report.history.start", "-PT1H");
            DomoSourceConfig config = new DomoSourceConfig(keys);
            AtomicLong requests = new AtomicLong();
            AtomicLong bytes = new AtomicLong();
            long stream = Traffic.past(domo, time.get());
            try (DomoHttp http = DomoHttp.open(config.connection(), 1, (request, status, body, serverTime, took) -> {
                requests.incrementAndGet();
                bytes.addAndGet(body.length);
            })) {
                ServerClock clock = new ServerClock(time::get, new Simulated(time));
                SimulatedLoop loop = new SimulatedLoop(
                        time, 1, Optional.empty(), 0, behind -> feeds.open(config, http, clock, stream));
                run(loop, domo, traffic, time, WARM_UP);
                long requestsBefore = requests.get();
                long bytesBefore = bytes.get();
                loop.records.clear();
                long expected = run(loop, domo, traffic, time, HOURS);
                assertThat(loop.records.stream()
                                .map(SourceRecord::key)
                                .distinct()
                                .count())
                        .as("%s, %s: what happened is read", feed, where)
                        .isBetween(expected * 99 / 100, expected * 101 / 100 + 1);
                return new Cost(
                        feed, where, A_DAY * (requests.get() - requestsBefore), A_DAY * (bytes.get() - bytesBefore));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long run(
            SimulatedLoop loop, DomoEmulator domo, Traffic traffic, AtomicLong time, Duration duration) {
        long end = time.get() + duration.toMillis();
        long happened = 0;
        while (time.get() < end) {
            happened += traffic.next(domo, time.get());
            loop.runFor(Traffic.STEP);
        }
        return happened;
    }

    /** @param bytes of replies */
    private record Cost(String feed, String where, long requests, long bytes) {
        String line() {
            return "| " + feed + " | " + where + " | " + requests + " | " + Words.bytes(bytes) + " |\n";
        }
    }

    private interface Feeds {
        Feed open(DomoSourceConfig config, DomoHttp http, ServerClock clock, long stream);

        static Feed activityLog(DomoSourceConfig config, DomoHttp http, ServerClock clock, long stream) {
            return ActivityFeeds.feed(
                    new ActivityClient(http, Duration.ofMinutes(1)),
                    List.of(),
                    config.activity(),
                    clock,
                    Partitions.of(FeedType.ACTIVITY_LOG, "acme"),
                    "t",
                    ValueFormat.STRUCT,
                    null);
        }

        static Feed executions(DomoSourceConfig config, DomoHttp http, ServerClock clock, long stream) {
            return ExecutionFeeds.feed(
                    new StreamClient(http, Duration.ofMinutes(1)),
                    stream,
                    config.executions(),
                    clock,
                    Partitions.ofStream(FeedType.STREAM_EXECUTIONS, "acme", stream),
                    "t",
                    ValueFormat.STRUCT,
                    null);
        }

        static Feed reports(DomoSourceConfig config, DomoHttp http, ServerClock clock, long stream) {
            return ReportFeeds.feed(
                    new ReportClient(http, Duration.ofMinutes(1)),
                    config.reportFilter(),
                    false,
                    config.reports(),
                    clock,
                    Partitions.of(FeedType.REPORT_HISTORY, "acme"),
                    "t",
                    ValueFormat.STRUCT,
                    null);
        }
    }

    /** What happens in Domo within the next {@link #STEP}. */
    private interface Traffic {
        Duration STEP = Duration.ofMinutes(1);

        /** More than Domo's history shows. */
        int RUNS = 1100;

        int REPORTS = 300;

        /** How many records it comes to. */
        long next(DomoEmulator domo, long now);

        /** A stream with a long history, and reports of days, all over. */
        static long past(DomoEmulator domo, long now) {
            long stream = domo.streams()
                    .create(domo.createDataSet("sales", List.of(new ColumnSpec("id", ColumnType.LONG, false))));
            for (int i = 1; i <= RUNS; i++) {
                Instant started = Instant.ofEpochMilli(now).minus(Duration.ofMinutes(15L * (RUNS + 1 - i) + 180));
                domo.streams().add(stream, Streams.execution(i, started));
                domo.streams().change(stream, i, Streams.ended("SUCCESS", started.plusSeconds(300)));
                if (i > RUNS - REPORTS) {
                    domo.reports().add(ReportHistory.run(i, started));
                    domo.reports().change(i, ReportHistory.ended("success", started.plusSeconds(20)));
                }
            }
            return stream;
        }

        static long entries(DomoEmulator domo, long now) {
            for (int i = 0; i < 6; i++) {
                domo.activityLog().add(ActivityLog.entry(Instant.ofEpochMilli(now + 10_000L * i)));
            }
            return 6;
        }

        static long runs(DomoEmulator domo, long now) {
            long minute = now / 60_000;
            long stream = domo.streams().ids().get(0);
            long id = 10_000 + minute / 15;
            if (minute % 15 == 0) {
                domo.streams().add(stream, Streams.execution(id, Instant.ofEpochMilli(now)));
                return 1;
            }
            if (minute % 15 == 5 && domo.streams().ids().contains(stream)) {
                domo.streams().change(stream, id, Streams.ended("SUCCESS", Instant.ofEpochMilli(now)));
            }
            return 0;
        }

        static long reports(DomoEmulator domo, long now) {
            long minute = now / 60_000;
            if (minute % 6 != 0) {
                return 0;
            }
            Instant started = Instant.ofEpochMilli(now);
            domo.reports().add(ReportHistory.run(10_000 + minute, started));
            domo.reports().change(10_000 + minute, ReportHistory.ended("success", started.plusSeconds(20)));
            return 1;
        }
    }

    private static final class Simulated extends Clock {
        private final AtomicLong time;

        Simulated(AtomicLong time) {
            this.time = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(time.get());
        }
    }
}
