package io.connectdomo.source.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.common.streams.StreamClient;
import io.connectdomo.common.streams.StreamExecutions;
import io.connectdomo.source.feed.SkippedRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The real pages of one stream. Not thread-safe. */
final class DomoStreamPages implements StreamPages {
    /** No time of Domo's is before it was founded. */
    private static final long EARLIEST = Instant.parse("2010-01-01T00:00:00Z").toEpochMilli();

    private static final long MOST_AHEAD = Duration.ofDays(1).toMillis();
    private static final int THOUSAND = 1000;

    private final StreamClient client;
    private final long stream;
    private final SkippedRows skipped;

    DomoStreamPages(StreamClient client, long stream, SkippedRows skipped) {
        this.client = client;
        this.stream = stream;
        this.skipped = skipped;
    }

    @Override
    public ExecutionReply aggregate(int limit) {
        return reply("of the history", client.executionHistory(stream, limit));
    }

    @Override
    public ExecutionReply history(int limit) {
        return reply("of the history", client.plainHistory(stream, limit));
    }

    @Override
    public ExecutionReply list(long offset, int limit) {
        return reply("of all executions from " + offset + " on", client.executions(stream, limit, offset));
    }

    @Override
    public ExecutionReply one(long id) {
        return reply("about execution " + id, client.execution(stream, id));
    }

    @Override
    public ExecutionReply stream() {
        return reply("of the stream's own page", client.shownExecutions(stream));
    }

    @Override
    public long skipped() {
        return skipped.count();
    }

    private ExecutionReply reply(String page, StreamExecutions executions) {
        List<ObjectNode> entries = executions.entries();
        long latest = executions.serverTime().orElseGet(Instant::now).toEpochMilli() + MOST_AHEAD;
        List<Execution> runs = new ArrayList<>(entries.size());
        int first = 0;
        int last = 0;
        for (int row = 0; row < entries.size(); row++) {
            ObjectNode entry = entries.get(row);
            OptionalLong id = Lenient.number(entry, "executionId");
            if (id.isEmpty() || id.getAsLong() <= 0) {
                skipped.skip(
                        entry,
                        "row " + (row + 1) + " of " + entries.size() + " " + page,
                        "its executionId is no positive whole number");
                continue;
            }
            first = runs.isEmpty() ? row : first;
            last = row;
            runs.add(run(id.getAsLong(), entry, latest));
        }
        return ExecutionReply.rows(runs, entries.size(), first, last, executions.serverTime());
    }

    private static Execution run(long id, ObjectNode entry, long latest) {
        String state = Lenient.text(entry, "currentState").orElse("").toUpperCase(Locale.ROOT);
        return new Execution(id, state, millis(entry, "startedAt", latest), millis(entry, "endedAt", latest), entry);
    }

    /** A time that can't be meant (0, -1, in the far future) is none: the run is more than its times. */
    private static long millis(ObjectNode entry, String field, long latest) {
        long time = Lenient.instant(entry, field).map(Instant::toEpochMilli).orElse(Execution.NONE);
        // Micro- and nanoseconds.
        for (int finer = 0; finer < 2 && time > latest; finer++) {
            time /= THOUSAND;
        }
        return time < EARLIEST || time > latest ? Execution.NONE : time;
    }
}
