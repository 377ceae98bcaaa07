package io.connectdomo.source.feed;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What a step brought.
 *
 * @param records in the order in which they have to be written; often none
 * @param dueInMs milliseconds until the next step has something to do; 0 for at once
 * @param answered whether Domo was asked and has answered; false where there was nothing to ask
 */
public record Step(List<SourceRecord> records, long dueInMs, boolean answered) {
    /**
     * A step whose records are made only when they are taken, by the task's thread: meanwhile the feed's asks Domo for more.
     *
     * @param record makes the same record each time, on any thread
     */
    public static <T> Step lazily(List<T> found, Function<T, SourceRecord> record, long dueInMs, boolean answered) {
        return new Step(
                new AbstractList<>() {
                    @Override
                    public SourceRecord get(int index) {
                        return record.apply(found.get(index));
                    }

                    @Override
                    public int size() {
                        return found.size();
                    }
                },
                dueInMs,
                answered);
    }
}
