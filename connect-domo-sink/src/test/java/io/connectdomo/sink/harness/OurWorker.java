package io.connectdomo.sink.harness;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTask;

/** The {@link ScriptedWorker} of the delivery tests. */
final class OurWorker implements WorkerScript {
    private final ScriptedWorker worker;
    private final Topics topics;
    private boolean nothing;

    OurWorker(SinkTask task, Topics topics, Map<String, String> config) {
        this.topics = topics;
        this.worker = ScriptedWorker.start(task, topics, config, null);
    }

    @Override
    public void iterate() {
        worker.maxPollRecords(nothing ? 0 : 500).iterate();
    }

    @Override
    public void fetchNothing(boolean now) {
        nothing = now;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        worker.assign(partitions);
    }

    @Override
    public void revoke(Collection<TopicPartition> partitions) {
        worker.revoke(partitions);
    }

    @Override
    public void lose(Collection<TopicPartition> partitions) {
        worker.lose(partitions);
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isPaused(TopicPartition partition) {
        return worker.isPaused(partition);
    }

    @Override
    public long committed(TopicPartition partition) {
        return topics.committed(partition);
    }
}
