package io.connectdomo.sink.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Writes down what the framework asks, in order, and answers as it is told. */
final class RecordingTask extends SinkTask {
    private final List<String> calls = new ArrayList<>();
    private final Deque<Consumer<SinkTaskContext>> inPut = new ArrayDeque<>();
    private final Deque<Consumer<SinkTaskContext>> inPreCommit = new ArrayDeque<>();
    private final Map<TopicPartition, Long> answers = new HashMap<>();

    /** In the next put that has none yet. */
    void inNextPut(Consumer<SinkTaskContext> action) {
        inPut.add(action);
    }

    /** In the next preCommit that has none yet. */
    void inNextPreCommit(Consumer<SinkTaskContext> action) {
        inPreCommit.add(action);
    }

    /** The answer of every preCommit from now on, in place of the offset that was passed. */
    void answer(TopicPartition partition, long offset) {
        answers.put(partition, offset);
    }

    void answerAsPassed(TopicPartition partition) {
        answers.remove(partition);
    }

    List<String> calls() {
        return calls;
    }

    @Override
    public String version() {
        return "recording";
    }

    @Override
    public void start(Map<String, String> properties) {
        calls.add("start");
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        calls.add("open " + names(partitions));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Map<String, List<Long>> offsets = new TreeMap<>();
        records.forEach(record -> offsets.computeIfAbsent(
                        record.topic() + "-" + record.kafkaPartition(), each -> new ArrayList<>())
                .add(record.kafkaOffset()));
        calls.add("put " + offsets);
        Consumer<SinkTaskContext> action = inPut.poll();
        if (action != null) {
            action.accept(context);
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> passed) {
        Map<String, Long> readable = new TreeMap<>();
        passed.forEach((partition, offset) -> readable.put(partition.toString(), offset.offset()));
        calls.add("preCommit " + readable);
        Consumer<SinkTaskContext> action = inPreCommit.poll();
        if (action != null) {
            action.accept(context);
        }
        Map<TopicPartition, OffsetAndMetadata> reply = new HashMap<>(passed);
        answers.forEach((partition, offset) ->
                reply.computeIfPresent(partition, (each, replaced) -> new OffsetAndMetadata(offset)));
        return reply;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        calls.add("close " + names(partitions));
    }

    @Override
    public void stop() {
        calls.add("stop");
    }

    private static Collection<String> names(Collection<TopicPartition> partitions) {
        Collection<String> names = new TreeSet<>();
        partitions.forEach(partition -> names.add(partition.toString()));
        return names;
    }
}
