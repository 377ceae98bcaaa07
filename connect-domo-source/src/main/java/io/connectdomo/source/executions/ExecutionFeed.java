package io.connectdomo.source.executions;

import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.Partitions;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.Step;
import io.connectdomo.source.metrics.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The executions of one stream as a feed. */
final class ExecutionFeed implements Feed {
    private final long stream;
    private final StreamHistory history;
    private final ExecutionReader reader;
    private final LongSupplier skipped;
    private final RecordMaker records;

    /**
     * @param skipped how many rows could not be read so far
     */
    ExecutionFeed(
            long stream, StreamHistory history, ExecutionReader reader, LongSupplier skipped, RecordMaker records) {
        this.stream = stream;
        this.history = history;
        this.skipped = skipped;
        this.reader = reader;
        this.records = records;
    }

    @Override
    public String name() {
        return name(stream);
    }

    static String name(long stream) {
        return FeedType.STREAM_EXECUTIONS.configured() + " of stream " + stream;
    }

    @Override
    public Map<String, String> partition() {
        return records.partition();
    }

    @Override
    public Step step() {
        Optional<ExecutionRequest> request = reader.request();
        boolean answered = false;
        if (request.isPresent()) {
            ExecutionReply reply = history.ask(request.get());
            answered = reply.asked();
            reader.accept(reply);
        }
        List<SourceRecord> batch = reader.next().stream().map(this::record).toList();
        return new Step(batch, reader.dueInMs(), answered);
    }

    @Override
    public void hasten() {
        reader.hasten();
    }

    @Override
    public Map<String, Object> offset() {
        return reader.offset().map(ExecutionOffset::toMap).orElse(null);
    }

    @Override
    public Progress progress() {
        return reader.progress(skipped.getAsLong());
    }

    private SourceRecord record(Emission emission) {
        Execution run = emission.run();
        long time = run.endedAt() == Execution.NONE ? run.startedAt() : run.endedAt();
        Struct key = new Struct(ExecutionSchema.KEY)
                .put(ExecutionSchema.KEY_INSTANCE, records.partition().get(Partitions.INSTANCE))
                .put(ExecutionSchema.KEY_STREAM, stream)
                .put(ExecutionSchema.KEY_EXECUTION, run.id());
        return records.record(
                new SchemaAndValue(ExecutionSchema.KEY, key),
                run.body(),
                time == Execution.NONE ? null : (Long) time,
                emission.offset().toMap());
    }
}
