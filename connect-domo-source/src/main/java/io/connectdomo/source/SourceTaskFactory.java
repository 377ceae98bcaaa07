package io.connectdomo.source;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.common.streams.StreamClient;
import io.connectdomo.source.activity.ActivityFeeds;
import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.config.Unit;
import io.connectdomo.source.executions.ExecutionFeeds;
import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedOpener;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.Partitions;
import io.connectdomo.source.feed.Patience;
import io.connectdomo.source.feed.PollLoop;
import io.connectdomo.source.feed.PollSettings;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.metrics.SourceMetrics;
import io.connectdomo.source.reports.ReportFeeds;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a task together. Asks Domo nothing: a task that can't reach it starts all the same. */
final class SourceTaskFactory {
    /** Requests at once of the feeds of one kind. */
    private static final int MOST_REQUESTS = 4;

    /** Streams in the line at the start. */
    private static final int MOST_NAMED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SourceTaskFactory.class);

    private SourceTaskFactory() {}

    /**
     * @throws org.apache.kafka.connect.errors.ConnectException where a stored offset can't be used
     */
    static PollLoop start(DomoSourceConfig config, SourceTaskContext context) {
        DomoHttp http = DomoHttp.open(config.connection(), requestsAtOnce(config.units()));
        try {
            StoredOffsets offsets = new StoredOffsets(
                    context.offsetStorageReader(),
                    config.units().stream().map(unit -> partition(unit, config)).toList(),
                    config.formerInstances());
            List<FeedOpener> feeds = new ArrayList<>();
            ServerClock clock = ServerClock.system();
            for (Unit unit : config.units()) {
                feeds.add(behind -> feed(unit, config, http, clock, offsets, behind));
            }
            SourceMetrics metrics = new SourceMetrics(
                    new TaskBeans(
                            ManagementFactory.getPlatformMBeanServer(),
                            WorkerMetrics.of(SourceTaskContext.class, context),
                            config.connectorName(),
                            config.taskNumber()),
                    () -> System.nanoTime() / 1_000_000,
                    System::currentTimeMillis);
            PollLoop loop = PollLoop.start(feeds, settings(config), metrics, http);
            metrics.show(http::requests, clock::spreadMs);
            LOG.info(
                    "Connector {} task {} reads from {}: {}",
                    config.connectorName(),
                    config.taskNumber(),
                    config.instance(),
                    described(config.units()));
            return loop;
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** The feeds with their streams: {@code activity-log, stream-executions of streams 4, 17}. */
    private static String described(List<Unit> units) {
        List<Long> streams = units.stream()
                .flatMapToLong(unit -> unit.stream().stream())
                .boxed()
                .toList();
        String all =
                units.stream().map(unit -> unit.feed().configured()).distinct().collect(Collectors.joining(", "));
        if (streams.isEmpty()) {
            return all;
        }
        String named = streams.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = streams.size() - MOST_NAMED;
        return all + " (streams " + named + (more > 0 ? " and " + more + " more" : "") + ")";
    }

    private static Map<String, String> partition(Unit unit, DomoSourceConfig config) {
        return unit.stream().isPresent()
                ? Partitions.ofStream(
                        unit.feed(), config.instance(), unit.stream().getAsLong())
                : Partitions.of(unit.feed(), config.instance());
    }

    /** Of each kind of feed as many as it has threads. */
    private static int requestsAtOnce(List<Unit> units) {
        Map<FeedType, Long> feeds = units.stream().collect(Collectors.groupingBy(Unit::feed, Collectors.counting()));
        return Math.max(
                1,
                feeds.values().stream()
                        .mapToInt(count -> (int) Math.min(MOST_REQUESTS, count))
                        .sum());
    }

    private static PollSettings settings(DomoSourceConfig config) {
        return new PollSettings(
                config.connectorName(),
                MOST_REQUESTS,
                config.batch(),
                patience(config),
                config.heartbeatTopic(),
                config.heartbeatInterval());
    }

    /** A source loses nothing by waiting: the default of the time-out is when it is said loudly, the user's own is an end. */
    private static Patience patience(DomoSourceConfig config) {
        Optional<Duration> timeout = config.connection().retryTimeout();
        boolean own = config.originals().containsKey(DomoConnectionConfig.RETRY_TIMEOUT);
        return new Patience(RetryPolicy.of(config.connection()), timeout, own ? timeout : Optional.empty());
    }

    private static Feed feed(
            Unit unit,
            DomoSourceConfig config,
            DomoHttp http,
            ServerClock clock,
            StoredOffsets offsets,
            Optional<Map<String, Object>> behind) {
        Map<String, String> partition = partition(unit, config);
        Map<String, Object> offset = behind.orElseGet(() -> offsets.of(partition));
        // The whole of an attempt, where a server that sends a byte now and then would never meet the time-out of
        // silence.
        Duration deadline = config.connection().requestTimeout().multipliedBy(2);
        return switch (unit.feed()) {
            case ACTIVITY_LOG ->
                ActivityFeeds.feed(
                        new ActivityClient(http, deadline),
                        config.activityObjectTypes(),
                        config.activity(),
                        clock,
                        partition,
                        config.topic(unit.feed()),
                        config.valueFormat(),
                        offset);
            case STREAM_EXECUTIONS ->
                ExecutionFeeds.feed(
                        new StreamClient(http, deadline),
                        unit.stream().getAsLong(),
                        config.executions(),
                        clock,
                        partition,
                        config.topic(unit.feed()),
                        config.valueFormat(),
                        offset);
            case REPORT_HISTORY ->
                ReportFeeds.feed(
                        new ReportClient(http, deadline),
                        config.reportFilter(),
                        config.reportRecipients(),
                        config.reports(),
                        clock,
                        partition,
                        config.topic(unit.feed()),
                        config.valueFormat(),
                        offset);
        };
    }
}
