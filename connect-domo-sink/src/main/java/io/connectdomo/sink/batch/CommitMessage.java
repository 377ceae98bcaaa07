package io.connectdomo.sink.batch;

import io.connectdomo.sink.task.OffsetRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The {@code message} that Domo keeps with a data version, so that it can be traced back to Kafka. */
public final class CommitMessage {
    /** No limit is documented; a batch of hundreds of partitions must not become a page of text. */
    private static final int MAX_LENGTH = 1000;

    private CommitMessage() {}

    public static String origin(String connector, int task) {
        return "connect-domo connector " + connector + " task " + task;
    }

    static String of(String connector, int task, Collection<OffsetRange> ranges) {
        StringBuilder text = new StringBuilder(origin(connector, task)).append(':');
        List<OffsetRange> sorted = ranges.stream()
                .sorted(Comparator.comparing(
                                (OffsetRange range) -> range.topicPartition().topic())
                        .thenComparing(range -> range.topicPartition().partition()))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            OffsetRange range = sorted.get(i);
            String next = " " + range.topicPartition() + " " + range.first() + ".." + range.last();
            if (text.length() + next.length() > MAX_LENGTH) {
                return text.append(" and ")
                        .append(sorted.size() - i)
                        .append(" more partitions")
                        .toString();
            }
            text.append(next);
        }
        return text.toString();
    }
}
