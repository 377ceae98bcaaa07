package io.connectdomo.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.sink.metrics.SinkMetrics;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import javax.management.MBeanServerFactory;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

/** Whoever asks whether the open batch is due knows of the list in hand, also of a long one that is delivered later. */
class ListInHandTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private final long[] now = {0};
    private final SinkTaskContext context = fake(SinkTaskContext.class);
    private final SinkMetrics metrics = new SinkMetrics(
            new TaskBeans(
                    MBeanServerFactory.newMBeanServer(), WorkerMetrics.of(SinkTaskContext.class, null), "sink", 0),
            () -> now[0],
            () -> now[0]);
    private final TaskParts parts = TaskParts.of(
            new TaskRuntime() {
                @Override
                public Ticker ticker() {
                    return () -> now[0];
                }
            },
            100_000_000,
            new Assignment(context, metrics),
            context,
            "sink",
            0,
            false,
            metrics,
            ConsumerMetrics.NONE);

    /** When something last came, as the destination saw it whenever it was asked. */
    private final List<Long> seen = new ArrayList<>();

    private final Destination destination = (Destination) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Destination.class}, (p, method, args) -> {
                switch (method.getName()) {
                    case "due" -> {
                        seen.add(parts.assignment().get(ORDERS).lastCameMs());
                        return false;
                    }
                    case "name" -> {
                        return "DataSet";
                    }
                    case "metrics" -> {
                        return metrics.destination("dataset", "orders");
                    }
                    case "accepts" -> {
                        return true;
                    }
                    case "openFeeds" -> {
                        return Set.of();
                    }
                    case "equals" -> {
                        return p == args[0];
                    }
                    case "hashCode" -> {
                        return 1;
                    }
                    default -> {
                        return nothing(method.getReturnType());
                    }
                }
            });

    private final Destinations destinations = new Destinations() {
        @Override
        public Route routeOf(String topic) {
            return new Route() {
                @Override
                public Destination destination() {
                    return destination;
                }

                @Override
                public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
                    parts.memory().take(1);
                }
            };
        }

        @Override
        public Optional<Destination> foresee(String topic) {
            return Optional.empty();
        }

        @Override
        public Collection<Destination> all() {
            return List.of(destination);
        }

        @Override
        public void close() {}
    };

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, method, args) -> nothing(method.getReturnType()));
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return Long.MAX_VALUE / 4;
        }
        return type == Map.class ? Map.of() : null;
    }

    private static List<SinkRecord> records(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset ->
                        new SinkRecord("orders", 0, null, null, null, "x", offset, 0L, TimestampType.CREATE_TIME))
                .toList();
    }

    @Test
    void aLongListCountsAsHavingComeBeforeAnythingIsSealed() {
        StartedSinkTask task = new StartedSinkTask(context, parts, destinations);
        task.open(List.of(ORDERS));
        task.put(records(0, 500));
        for (long ms : List.of(1_000L, 2_000L, 3_000L)) {
            now[0] = ms;
            task.put(records(ms, ms + 500));
            assertThat(seen.get(seen.size() - 1)).isEqualTo(ms);
        }
        task.stop();
    }
}
