package io.connectdomo.source;

import io.connectdomo.common.activity.ActivityClient;
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
import io.connectdomo.source.feed.Partitions;
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
import org.apache.kafka.connect.source.SourceTaskContext;

/** Puts the parts of a task together. Asks Domo nothing: a task that can't reach it starts all the same. */
final class SourceTaskFactory {
    /** Requests at once, each of another feed. */
    private static final int MOST_REQUESTS = 4;

    private SourceTaskFactory() {}

    /**
     * @throws org.apache.kafka.connect.errors.ConnectException where a stored offset can't be used
     */
    static PollLoop start(DomoSourceConfig config, SourceTaskContext context) {
        int threads = Math.max(1, Math.min(MOST_REQUESTS, config.units().size()));
        DomoHttp http = DomoHttp.open(config.connection(), threads);
        try {
            StoredOffsets offsets = new StoredOffsets(
                    context.offsetStorageReader(),
                    config.units().stream().map(unit -> partition(unit, config)).toList(),
                    config.formerInstances());
            List<Feed> feeds = new ArrayList<>();
            ServerClock clock = ServerClock.system();
            for (Unit unit : config.units()) {
                feeds.add(feed(unit, config, http, clock, offsets));
            }
            SourceMetrics metrics = new SourceMetrics(
                    new TaskBeans(
                            ManagementFactory.getPlatformMBeanServer(),
                            WorkerMetrics.of(SourceTaskContext.class, context),
                            config.connectorName(),
                            config.taskNumber()),
                    () -> System.nanoTime() / 1_000_000,
                    System::currentTimeMillis);
            PollLoop loop = PollLoop.start(feeds, settings(config, threads), metrics, http);
            metrics.show(http::requests, clock::spreadMs);
            return loop;
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private static Map<String, String> partition(Unit unit, DomoSourceConfig config) {
        return unit.stream().isPresent()
                ? Partitions.ofStream(
                        unit.feed(), config.instance(), unit.stream().getAsLong())
                : Partitions.of(unit.feed(), config.instance());
    }

    private static PollSettings settings(DomoSourceConfig config, int threads) {
        return new PollSettings(
                config.connectorName(),
                threads,
                config.batch(),
                RetryPolicy.of(config.connection()),
                config.heartbeatTopic(),
                config.heartbeatInterval());
    }

    private static Feed feed(
            Unit unit, DomoSourceConfig config, DomoHttp http, ServerClock clock, StoredOffsets offsets) {
        Map<String, String> partition = partition(unit, config);
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
                        offsets.of(partition));
            case STREAM_EXECUTIONS ->
                ExecutionFeeds.feed(
                        new StreamClient(http, deadline),
                        unit.stream().getAsLong(),
                        config.executions(),
                        clock,
                        partition,
                        config.topic(unit.feed()),
                        config.valueFormat(),
                        offsets.of(partition));
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
                        offsets.of(partition));
        };
    }
}
