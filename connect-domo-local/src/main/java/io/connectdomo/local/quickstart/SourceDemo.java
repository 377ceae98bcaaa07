package io.connectdomo.local.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.ExampleConfig;
import io.connectdomo.local.KafkaStack;
import io.connectdomo.local.TopicTail;
import io.connectdomo.local.source.FeedRecord;
import io.connectdomo.local.source.RunningDomo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Domo's activity log, stream executions and reports on their way to topics. For one thread. */
final class SourceDemo implements AutoCloseable {
    private static final String CONNECTOR = "domo-source";
    private static final String CONFIG = "all-feeds-source.json";
    private static final String PREFIX = "domo.";
    /** A word of the names of all DataSets here, as the example searches for them. */
    private static final List<String> DATA_SETS = List.of("Sales orders", "Sales returns");

    private static final long POLL_INTERVAL_MILLIS = 1_000;
    /** Long enough for everything that shows late. */
    private static final long MAX_DELAY_MILLIS = RunningDomo.LATE.toMillis() * 3 / 2;

    private static final Duration ARRIVAL_TIME = Duration.ofSeconds(90);
    private static final Duration LINE_EVERY = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int SHOWN = 3;

    private final KafkaStack stack;
    private final Screen screen;
    private final RunningDomo domo;
    private final TopicTail tail;
    private final long startNanos = System.nanoTime();
    private final List<Long> delays = new ArrayList<>();
    private Duration lastLine = Duration.ZERO;
    private long lastRequests;
    private String newest = "";

    private SourceDemo(KafkaStack stack, Screen screen, RunningDomo domo, TopicTail tail) {
        this.stack = stack;
        this.screen = screen;
        this.domo = domo;
        this.tail = tail;
    }

    /** Makes the DataSets whose loads are seen, and the connector; the topics are made by the worker. */
    static SourceDemo start(KafkaStack stack, Screen screen, Options options) {
        List<Long> streams = DATA_SETS.stream()
                .map(name -> stack.emulator().dataSets().create(name, List.of(Column.of("id", "LONG"))))
                .map(stack.emulator().feeds()::createStream)
                .toList();
        stack.connect().put(CONNECTOR, config(stack).asMap());

        screen.addresses(
                stack.emulator().address().toString(),
                stack.connect().address().toString(),
                CONNECTOR,
                stack.bootstrapServers(),
                stack.logs());
        screen.configuredForSource(CONFIG, POLL_INTERVAL_MILLIS);
        RunningDomo domo = new RunningDomo(stack.emulator().feeds(), streams, options.perSecond(), new Random());
        TopicTail tail = stack.topics()
                .tail(RunningDomo.FEEDS.stream().map(feed -> PREFIX + feed).toList());
        return new SourceDemo(stack, screen, domo, tail);
    }

    /** The file, for this stack: one broker, and waits that a person in front of a screen bears. */
    private static ExampleConfig config(KafkaStack stack) {
        return ExampleConfig.read(CONFIG)
                .at(stack.emulator(), stack)
                .with("poll.interval.ms", Long.toString(POLL_INTERVAL_MILLIS))
                .with("activity.log.lag.ms", "1000")
                .with("activity.log.sweep.interval.ms", "3000")
                .with("activity.log.max.delay.ms", Long.toString(MAX_DELAY_MILLIS))
                .with("stream.executions.poll.max.interval.ms", Long.toString(POLL_INTERVAL_MILLIS))
                .with("heartbeat.interval.ms", "1000")
                .with("topic.creation.default.replication.factor", "1");
    }

    /** Works, shows, and in a bounded run compares; true when everything is in its topic exactly once. */
    boolean run(Options options, BooleanSupplier stopping) {
        BooleanSupplier enough = () -> stopping.getAsBoolean()
                || options.produceFor()
                        .map(time -> elapsed().compareTo(time) >= 0)
                        .orElse(false);
        while (!enough.getAsBoolean()) {
            domo.work();
            read();
        }
        return stopping.getAsBoolean() || allArrived(stopping);
    }

    private boolean allArrived(BooleanSupplier stopping) {
        screen.waitingForSource();
        Duration deadline = elapsed().plus(ARRIVAL_TIME);
        while (!(domo.complete() && isSettled()) && elapsed().compareTo(deadline) < 0 && !stopping.getAsBoolean()) {
            read();
        }
        read();
        List<String> differences = domo.differences(true);
        if (differences.isEmpty()) {
            screen.success(domo.words() + " are in their topics, each exactly once", elapsed());
        } else {
            screen.failure(
                    differences.size() + " differences, such as: "
                            + String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size()))),
                    stack.logs());
        }
        return differences.isEmpty();
    }

    /** Whether the log is never read again before its end: what would come twice has come. */
    private boolean isSettled() {
        for (Map.Entry<JsonNode, JsonNode> offset :
                stack.connect().sourceOffsets(CONNECTOR).entrySet()) {
            if (offset.getKey().path("feed").asText().equals(RunningDomo.ACTIVITY)) {
                return offset.getValue().path("settled").asLong() >= domo.end().toEpochMilli();
            }
        }
        return false;
    }

    private void read() {
        tail.next(TICK).forEach(record -> {
            String feed = record.topic().substring(PREFIX.length());
            FeedRecord arrived = FeedRecord.of(record);
            domo.arrived(feed, arrived);
            if (feed.equals(RunningDomo.ACTIVITY)) {
                delays.add(System.currentTimeMillis() - arrived.timestamp());
                newest = arrived.value().path("additionalComment").asText();
            }
        });
        showProgress();
    }

    private void showProgress() {
        Duration since = elapsed().minus(lastLine);
        if (since.compareTo(LINE_EVERY) < 0) {
            return;
        }
        lastLine = elapsed();
        failIfConnectorFailed();
        long requests = stack.emulator().requests();
        screen.progress(new SourceProgress(
                elapsed(),
                RunningDomo.FEEDS.stream()
                        .map(feed -> new SourceProgress.OfFeed(feed, domo.happenedOf(feed), domo.arrivedOf(feed)))
                        .toList(),
                (requests - lastRequests) * 60_000 / since.toMillis(),
                median(),
                newest));
        lastRequests = requests;
    }

    private OptionalLong median() {
        List<Long> sorted = delays.stream().sorted().toList();
        delays.clear();
        return sorted.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sorted.get(sorted.size() / 2));
    }

    private void failIfConnectorFailed() {
        stack.connect().status(CONNECTOR).filter(ConnectorStatus::hasFailed).ifPresent(status -> {
            throw new IllegalStateException("The connector failed:\n" + status.traces());
        });
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void close() {
        tail.close();
    }
}
