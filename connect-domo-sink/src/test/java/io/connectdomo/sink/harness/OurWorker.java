package io.connectdomo.sink.harness;

import io.connectdomo.sink.simulation.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTask;

/** The {@link ScriptedWorker} of the delivery tests; rebalances happen within a poll. */
final class OurWorker implements WorkerScript {
    private final ScriptedWorker worker;
    private final Topics topics;
    private final List<Runnable> inNextPoll = new ArrayList<>();
    private boolean nothing;

    OurWorker(SinkTask task, Topics topics, Map<String, String> config) {
        this.topics = topics;
        this.worker = ScriptedWorker.start(new Simulation().time(), task, topics, config, null);
    }

    @Override
    public void iterate() {
        worker.maxPollRecords(nothing ? 0 : 500).iterate(() -> {
            inNextPoll.forEach(Runnable::run);
            inNextPoll.clear();
        });
    }

    @Override
    public void fetchNothing(boolean now) {
        nothing = now;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        inNextPoll.add(() -> worker.assign(partitions));
    }

    @Override
    public void revoke(Collection<TopicPartition> partitions) {
        inNextPoll.add(() -> worker.revoke(partitions));
    }

    @Override
    public void lose(Collection<TopicPartition> partitions) {
        inNextPoll.add(() -> worker.lose(partitions));
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
