package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.task.Assignment;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import io.connectdomo.sink.task.StartedSinkTask;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Lanes;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * The sink's task, with one thing more: a record whose value is {@code {"truncate":true}} is a truncate, whatever the record
 * format says. So what becomes of one is tested apart from how one is told.
 */
final class TruncatingTask extends SinkTask {
    private StartedSinkTask started;

    @Override
    public String version() {
        return "test";
    }

    @Override
    public void start(Map<String, String> properties) {
        DomoSinkConfig config = new DomoSinkConfig(properties);
        TaskParts parts = TaskParts.of(
                Ticker.system(),
                config.bufferMaxBytes(),
                new Assignment(context),
                context,
                config.connectorName(),
                config.taskNumber());
        RetryPolicy retries = RetryPolicy.of(config.connection());
        DomoHttp http = DomoHttp.open(config.connection(), config.uploadMaxInFlight());
        Lanes lanes = new Lanes(
                "test", config.uploadMaxInFlight(), () -> RetryBudget.start(retries), parts.failure()::report);
        DataSetClient client = new DataSetClient(http, config.connection().compat());
        started = new StartedSinkTask(
                context,
                parts,
                new Truncating(new DataSetDestinations(config::topic, config.task(), parts, client, lanes, http)));
    }

    private record Truncating(DataSetDestinations real) implements Destinations {
        @Override
        public Route routeOf(String topic) {
            return new TruncatingRoute(real.routeOf(topic));
        }

        @Override
        public Collection<? extends Destination> all() {
            return real.all();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private record TruncatingRoute(Route real) implements Route {
        @Override
        public Destination destination() {
            return real.destination();
        }

        @Override
        public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
            if (!(record.value() instanceof Map<?, ?> value) || !value.containsKey("truncate")) {
                real.write(feed, record, offset, nowMs);
                return;
            }
            DataSetDestination dataSet = (DataSetDestination) destination();
            if (!dataSet.takes(feed, record)) {
                feed.pinAt(offset);
                return;
            }
            try {
                dataSet.truncate(feed, offset, nowMs, record);
            } catch (BadRecordException bad) {
                dataSet.errant(feed, offset, nowMs, record, bad);
            }
        }
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        started.open(partitions);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        started.close(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        started.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> passed) {
        return started.preCommit(passed);
    }

    @Override
    public void stop() {
        started.stop();
    }
}
